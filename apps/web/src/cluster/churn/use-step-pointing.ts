'use client'

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useShortcuts } from '../../frame/shortcuts.ts'
import { useTimeWindow } from '../../time/use-time-window.ts'
import type { ChurnPlot } from './churn-shapes.ts'

const SHORTEST_DRAG = 5

/** What is pointed at, and how that changes. */
interface Pointed {
  readonly plot: ChurnPlot
  /** Pixels before the plot begins. */
  readonly left: number
  /** How many steps there are. */
  readonly count: number
  /** The step that is looked at. */
  readonly at: number | undefined
  readonly onAt: (at: number | undefined) => void
  /** `Enter` on the step that is looked at; absent where it opens nothing. */
  readonly onOpen?: (() => void) | undefined
  /** A drag chooses nothing. */
  readonly isFixed: boolean
}

/** The pointer and the arrow keys choose a step; a click keeps it, Escape lets it go, Enter opens what is behind it; a drag chooses a stretch of time. */
export function useStepPointing({ plot, left, count, at, onAt, onOpen, isFixed }: Pointed) {
  const { hold } = useTimeWindow()
  const start = useRef<number>(undefined)
  const [isKept, setIsKept] = useState(false)
  const [selection, setSelection] = useState<{ readonly from: number; readonly to: number }>()
  const timeOf = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => {
    const x = Math.min(plot.width, Math.max(0, clientX - currentTarget.getBoundingClientRect().left - left))
    return plot.from + (x / Math.max(1, plot.width)) * (plot.to - plot.from)
  }
  const stepAt = (time: number) => Math.min(count - 1, Math.floor((time - plot.from) / plot.stepMs))
  const msOf = (pixels: number) => (pixels / Math.max(1, plot.width)) * (plot.to - plot.from)
  const keep = (next: number) => {
    setIsKept(true)
    onAt(Math.min(count - 1, Math.max(0, next)))
  }
  const letGo = () => {
    start.current = undefined
    setSelection(undefined)
  }
  const handlers = {
    onPointerMove: (pointer: PointerEvent<HTMLElement>) => {
      const time = timeOf(pointer)
      const from = start.current
      if (from !== undefined) setSelection({ from: Math.min(from, time), to: Math.max(from, time) })
      if (!isKept) onAt(stepAt(time))
    },
    onPointerDown: (pointer: PointerEvent<HTMLElement>) => {
      if (isFixed || pointer.button !== 0 || pointer.pointerType === 'touch') return
      start.current = timeOf(pointer)
      pointer.currentTarget.setPointerCapture(pointer.pointerId)
    },
    onPointerUp: (pointer: PointerEvent<HTMLElement>) => {
      const time = timeOf(pointer)
      const from = start.current ?? time
      letGo()
      if (Math.abs(time - from) >= msOf(SHORTEST_DRAG)) hold({ from: Math.min(from, time), to: Math.max(from, time) })
      else if (isKept && at === stepAt(time)) setIsKept(false)
      else keep(stepAt(time))
    },
    onPointerCancel: letGo,
    onPointerLeave: () => {
      if (start.current === undefined && !isKept) onAt(undefined)
    },
    onKeyDown: (pressed: KeyboardEvent<HTMLElement>) => {
      if (pressed.key === 'Enter' && onOpen) {
        pressed.preventDefault()
        onOpen()
        return
      }
      const next = stepAfterKey(pressed.key, at, count)
      if (next === undefined) return
      pressed.preventDefault()
      pressed.stopPropagation()
      if (next === 'none') {
        setIsKept(false)
        onAt(undefined)
      } else keep(next)
    },
  }
  useShortcuts([{ id: 'chart.steps' }])
  return { handlers, selection }
}

/** `undefined` for a key that is not the chart's, and for Escape where there is nothing to let go. */
function stepAfterKey(key: string, at: number | undefined, count: number): number | 'none' | undefined {
  switch (key) {
    case 'ArrowLeft':
      return (at ?? count) - 1
    case 'ArrowRight':
      return at === undefined ? 0 : at + 1
    case 'Home':
      return 0
    case 'End':
      return count - 1
    case 'Escape':
      return at === undefined ? undefined : 'none'
    default:
      return undefined
  }
}
