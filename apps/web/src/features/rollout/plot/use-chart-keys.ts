'use client'

import { useTranslations } from 'use-intl'
import { useShortcuts } from '../../../frame/shortcuts.ts'
import type { Cursor } from '../../../time/cursor.ts'
import { nextOf } from '../model/boundaries.ts'
import { shifted } from '../model/stretch.ts'
import type { PlotView } from './plot-view.ts'

interface ChartKeys {
  readonly cursor: Cursor
  readonly view: PlotView
  readonly boundaries: () => readonly number[]
  readonly onZoom: (factor: number) => void
  readonly onFit: () => void
  readonly onGoTo: (at: number) => void
}

/** Arrows move the cursor from change to change, with Shift the stretch; `+` `-` `0` zoom; `m` goes to the map at the cursor. */
export function useChartKeys({ cursor, view, boundaries, onZoom, onFit, onGoTo }: ChartKeys): void {
  const t = useTranslations('rollout')
  const move = (direction: 'earlier' | 'later') => {
    const { from, to } = view.shown()
    const next = nextOf(boundaries(), cursor.get() ?? (direction === 'later' ? from : to), direction)
    if (next === undefined) return
    cursor.move(next)
    if (next < from || next > to) view.show(shifted({ from, to }, (next - (from + to) / 2) / (to - from)))
  }
  const shift = (share: number) => view.show(view.isHeld() ? shifted(view.shown(), share) : undefined)
  useShortcuts(
    [
      ['ArrowLeft', '←', t('previousChange'), () => move('earlier')] as const,
      ['ArrowRight', '→', t('nextChange'), () => move('later')] as const,
      ['Shift+ArrowLeft', '⇧←', t('earlier'), () => shift(-0.5)] as const,
      ['Shift+ArrowRight', '⇧→', t('later'), () => shift(0.5)] as const,
      ['[Shift]++', '+', t('zoomIn'), () => onZoom(0.5)] as const,
      ['-', '−', t('zoomOut'), () => onZoom(2)] as const,
      ['0', '0', t('fit'), onFit] as const,
      ['o', 'o', t('mapThen'), () => onGoTo(cursor.get() ?? view.shown().to)] as const,
    ].map(([keys, shown, label, run]) => ({ keys, shown, label, scope: 'screen' as const, run })),
  )
}
