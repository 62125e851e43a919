'use client'

import type { Ledger } from '@portolan/contract'
import { useShortcuts } from '../../../frame/shortcuts.ts'
import type { Cursor } from '../../../time/cursor.ts'
import { type TimeWindow, zoomWindow } from '../../../time/time-window.ts'
import { useTimeWindow } from '../../../time/use-time-window.ts'
import { nextBoundary } from './ready-steps.ts'

interface LedgerKeys {
  readonly cursor: Cursor
  readonly window: TimeWindow
  readonly ledger: Ledger | undefined
}

/** Arrows move the cursor from change to change; `+` and `-` zoom around it. */
export function useLedgerKeys({ cursor, window, ledger }: LedgerKeys): void {
  const { hold } = useTimeWindow()
  const move = (direction: 'earlier' | 'later') => {
    const start = direction === 'later' ? window.from : window.to
    const next = nextBoundary(ledger?.intervals ?? [], cursor.get() ?? start, direction)
    if (next !== undefined && next >= window.from && next <= window.to) cursor.move(next)
  }
  const zoom = (factor: number) => hold(zoomWindow(window, factor, cursor.get() ?? (window.from + window.to) / 2))
  useShortcuts([
    { id: 'chart.previousChange', run: () => move('earlier') },
    { id: 'chart.nextChange', run: () => move('later') },
    { id: 'chart.zoomIn', run: () => zoom(0.5) },
    { id: 'chart.zoomOut', run: () => zoom(2) },
  ])
}
