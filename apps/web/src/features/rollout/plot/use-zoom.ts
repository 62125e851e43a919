'use client'

import { type RefObject, useEffect } from 'react'
import type { PlotView } from './plot-view.ts'
import type { PlotPlace } from './zoom-by-gesture.ts'

/** Gestures zoom the chart, as soon as the code for them is here: nothing of the first picture waits for it. */
export function useZoom(
  frame: RefObject<HTMLElement | null>,
  { place, view, onEnd }: { place: PlotPlace; view: PlotView; onEnd: () => void },
): void {
  useEffect(() => {
    const element = frame.current
    if (!element || place.width <= 0) return
    let isGone = false
    let end: (() => void) | undefined
    void import('./zoom-by-gesture.ts').then(({ zoomByGesture }) => {
      if (!isGone) end = zoomByGesture(element, { place, view, onEnd })
    })
    return () => {
      isGone = true
      end?.()
    }
  }, [frame, place, view, onEnd])
}
