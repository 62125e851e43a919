'use client'

import { type RefObject, useEffect, useRef } from 'react'
import { denser, looser } from '../layout/density.ts'
import type { MapUrl } from '../map-url.ts'

const WHEEL_STEP = 60

/** Ctrl and wheel, or a pinch, change the density; the wheel alone scrolls, as everywhere. */
export function useZoom(scroller: RefObject<HTMLElement | null>, url: MapUrl): void {
  const latest = useRef(url)
  useEffect(() => {
    latest.current = url
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
      const { density, setDensity } = latest.current
      setDensity(turned > 0 ? denser(density) : looser(density))
      turned = 0
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [scroller])
}
