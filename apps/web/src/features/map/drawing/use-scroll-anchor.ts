'use client'

import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { Chart } from '../layout/chart.ts'
import type { CardId } from '../scene/scene.ts'

/** When places change, the focused card, else the first one in sight, stays where the eye left it. */
export function useScrollAnchor(
  scroller: RefObject<HTMLElement | null>,
  chart: Chart,
  focused: CardId | undefined,
): void {
  const before = useRef(chart)
  useLayoutEffect(() => {
    const old = before.current
    before.current = chart
    const element = scroller.current
    if (!element || old === chart || element.scrollTop === 0) return
    const seen = old.services.find(({ top }) => top >= element.scrollTop)
    for (const id of [focused, seen?.card.id]) {
      const was = id === undefined ? undefined : old.places.get(id)
      const is = id === undefined ? undefined : chart.places.get(id)
      if (!was || !is) continue
      element.scrollTop += is.top - was.top
      return
    }
  }, [scroller, chart, focused])
}
