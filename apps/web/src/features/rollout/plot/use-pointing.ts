'use client'

import { type PointerEvent, useRef, useState } from 'react'
import type { Cursor } from '../../../time/cursor.ts'
import type { Stretch } from '../model/stretch.ts'
import { plotScale } from './plot-scale.ts'
import type { PlotView } from './plot-view.ts'
import type { PlotPlace } from './zoom-by-gesture.ts'

/** A stretch being dragged out, in pixels of the plot. */
export interface Selection {
  readonly from: number
  readonly to: number
}

const SHORTEST_DRAG = 5

interface Pointing {
  readonly place: PlotPlace
  readonly view: PlotView
  readonly cursor: Cursor
  readonly onSelect: (stretch: Stretch) => void
  /** A click of the mouse; a finger only points. */
  readonly onClick: (at: number) => void
}

/** The pointer reads the chart, a drag with the mouse chooses a stretch of it, a click goes there. Keys and buttons do the same. */
export function usePointing({ place, view, cursor, onSelect, onClick }: Pointing) {
  const start = useRef<number>(undefined)
  const [selection, setSelection] = useState<Selection>()
  const scale = () => plotScale(view.shown(), place.width)
  const xOf = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) =>
    Math.min(place.width, clientX - currentTarget.getBoundingClientRect().left - place.left)

  const handlers = {
    onPointerMove: (pointer: PointerEvent<HTMLElement>) => {
      const x = xOf(pointer)
      if (start.current !== undefined && Math.abs(x - start.current) >= SHORTEST_DRAG)
        setSelection({ from: start.current, to: Math.max(0, x) })
      cursor.move(x < 0 ? cursor.get() : scale().at(x))
    },
    onPointerDown: (pointer: PointerEvent<HTMLElement>) => {
      const x = xOf(pointer)
      if (x < 0 || pointer.button !== 0 || isControl(pointer.target)) return
      if (pointer.pointerType === 'touch') return cursor.move(scale().at(x))
      start.current = x
      pointer.currentTarget.setPointerCapture(pointer.pointerId)
    },
    onPointerUp: (pointer: PointerEvent<HTMLElement>) => {
      const from = start.current
      start.current = undefined
      setSelection(undefined)
      if (from === undefined) return
      const to = Math.max(0, xOf(pointer))
      const { at } = scale()
      if (Math.abs(to - from) < SHORTEST_DRAG) onClick(at(to))
      else onSelect({ from: at(Math.min(from, to)), to: at(Math.max(from, to)) })
    },
    onPointerLeave: () => {
      if (start.current === undefined) cursor.move(undefined)
    },
  }
  return { selection, handlers }
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, a, input') !== null
}
