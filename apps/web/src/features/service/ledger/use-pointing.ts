'use client'

import { type PointerEvent, useContext, useRef, useState } from 'react'
import { CursorContext } from '../../../time/cursor.ts'
import type { TimeWindow } from '../../../time/time-window.ts'
import { useTimeWindow } from '../../../time/use-time-window.ts'
import type { ChartGeometry } from './ledger-chart.tsx'

/** A stretch being dragged out, in pixels of the plot. */
export interface Selection {
  readonly from: number
  readonly to: number
}

const SHORTEST_DRAG = 5

/** The pointer reads the chart; a drag with the mouse chooses a stretch of time. Keys and buttons do the same. */
export function usePointing(window: TimeWindow, { namesWidth, plotWidth }: ChartGeometry) {
  const cursor = useContext(CursorContext)
  const { hold } = useTimeWindow()
  const start = useRef<number>(undefined)
  const [selection, setSelection] = useState<Selection>()
  const instantAt = (x: number) => window.from + (x / plotWidth) * (window.to - window.from)
  const xOf = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) =>
    Math.min(plotWidth, clientX - currentTarget.getBoundingClientRect().left - namesWidth)

  const handlers = {
    onPointerMove: (pointer: PointerEvent<HTMLElement>) => {
      const x = xOf(pointer)
      if (start.current !== undefined) setSelection({ from: start.current, to: Math.max(0, x) })
      cursor.move(x < 0 ? undefined : instantAt(x))
    },
    onPointerDown: (pointer: PointerEvent<HTMLElement>) => {
      const x = xOf(pointer)
      if (x < 0 || pointer.button !== 0 || pointer.pointerType === 'touch') return
      start.current = x
      pointer.currentTarget.setPointerCapture(pointer.pointerId)
    },
    onPointerUp: (pointer: PointerEvent<HTMLElement>) => {
      const from = start.current
      start.current = undefined
      setSelection(undefined)
      if (from === undefined) return
      const to = Math.max(0, xOf(pointer))
      if (Math.abs(to - from) < SHORTEST_DRAG) return
      hold({ from: instantAt(Math.min(from, to)), to: instantAt(Math.max(from, to)) })
    },
    onPointerLeave: () => {
      if (start.current === undefined) cursor.move(undefined)
    },
  }
  return { selection, handlers }
}
