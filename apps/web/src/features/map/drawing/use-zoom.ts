'use client'

import { type RefObject, useEffect, useRef } from 'react'

const WHEEL_STEP = 60

/** Ctrl and wheel, or a pinch, come closer (1) or go farther (−1); the wheel alone scrolls, as everywhere. */
export function useZoom(
  scroller: RefObject<HTMLElement | null>,
  onStep: (by: 1 | -1, at: { clientX: number; clientY: number }) => void,
): void {
  const latest = useRef(onStep)
  useEffect(() => {
    latest.current = onStep
  })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let turned = 0
    const onWheel = (wheel: WheelEvent) => {
      if (!wheel.ctrlKey) return
      wheel.preventDefault()
      turned += wheel.deltaY
      if (Math.abs(turned) < WHEEL_STEP) return
      latest.current(turned > 0 ? -1 : 1, wheel)
      turned = 0
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [scroller])
}
