'use client'

import { useShortcuts } from '../../../frame/shortcuts.ts'
import { serverNow } from '../../../live/server-clock.ts'
import { useAt } from '../../../time/use-at.ts'
import { SIDES, type Side, useCompared } from '../../../time/use-compared.ts'
import { useOldestAt } from '../../../time/use-time-window.ts'

const BEFORE_MS = 5 * 60_000

/**
 * Begin and end comparing: from the present, with what was five minutes ago; from an instant of the past, what became of it
 * until now. Both are pinned, so that the link says the same tomorrow.
 */
export function useToggleCompare(): () => void {
  const { instant } = useAt()
  const { a, compare, stop } = useCompared()
  const oldestAt = useOldestAt()
  return () => {
    if (a !== undefined) return stop()
    // How far the history reaches is not known yet.
    if (oldestAt === undefined) return
    const now = { time: Math.floor(serverNow()) }
    compare(instant ?? { time: Math.max(oldestAt, now.time - BEFORE_MS) }, now)
  }
}

const SIDE_KEYS = { a: 'map.sideA', diff: 'map.sideDiff', b: 'map.sideB' } as const

/** `c` begins and ends comparing; `1` `2` `3` draw A, the difference, B. */
export function useCompareKeys(toggle: () => void): void {
  const { a, setShow } = useCompared()
  const show = (side: Side) => ({ id: SIDE_KEYS[side], run: () => setShow(side) })
  useShortcuts([{ id: 'map.compare', run: toggle }, ...(a === undefined ? [] : SIDES.map(show))])
}
