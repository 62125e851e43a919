'use client'

import type { Ledger } from '@portolan/contract'
import { useTranslations } from 'use-intl'
import { useShortcuts } from '../../../frame/shortcuts.ts'
import { useServiceUrl } from '../service-url.ts'
import type { Cursor } from './cursor.ts'
import { type LedgerWindow, shiftWindow, zoomWindow } from './ledger-window.ts'
import { nextBoundary } from './ready-steps.ts'

interface LedgerKeys {
  readonly cursor: Cursor
  readonly window: LedgerWindow
  readonly ledger: Ledger | undefined
  readonly now: number
}

/** Arrows move the cursor from change to change, with Shift the window; `+` and `-` zoom around the cursor; `L` follows. */
export function useLedgerKeys({ cursor, window, ledger, now }: LedgerKeys): void {
  const t = useTranslations('ledger')
  const { follow, hold } = useServiceUrl()
  const move = (direction: 'earlier' | 'later') => {
    const start = direction === 'later' ? window.from : window.to
    const next = nextBoundary(ledger?.intervals ?? [], cursor.get() ?? start, direction)
    if (next !== undefined && next >= window.from && next <= window.to) cursor.move(next)
  }
  const zoom = (factor: number) => hold(zoomWindow(window, factor, cursor.get() ?? (window.from + window.to) / 2))
  useShortcuts(
    [
      ['ArrowLeft', '←', t('previousChange'), () => move('earlier')] as const,
      ['ArrowRight', '→', t('nextChange'), () => move('later')] as const,
      ['Shift+ArrowLeft', '⇧←', t('earlier'), () => hold(shiftWindow(window, -0.5, now))] as const,
      ['Shift+ArrowRight', '⇧→', t('later'), () => hold(shiftWindow(window, 0.5, now))] as const,
      ['[Shift]++', '+', t('zoomIn'), () => zoom(0.5)] as const,
      ['-', '−', t('zoomOut'), () => zoom(2)] as const,
      ['[Shift]+l', 'L', t('backToLive'), () => follow(null)] as const,
    ].map(([keys, shown, label, run]) => ({ keys, shown, label, scope: 'screen' as const, run })),
  )
}
