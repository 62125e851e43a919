'use client'

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

/** Arrows move the cursor from change to change, with Shift the stretch; `+` `-` `0` zoom; `o` goes to the map at the cursor. */
export function useChartKeys({ cursor, view, boundaries, onZoom, onFit, onGoTo }: ChartKeys): void {
  const move = (direction: 'earlier' | 'later') => {
    const { from, to } = view.shown()
    const next = nextOf(boundaries(), cursor.get() ?? (direction === 'later' ? from : to), direction)
    if (next === undefined) return
    cursor.move(next)
    if (next < from || next > to) view.show(shifted({ from, to }, (next - (from + to) / 2) / (to - from)))
  }
  const shift = (share: number) => view.show(view.isHeld() ? shifted(view.shown(), share) : undefined)
  useShortcuts([
    { id: 'chart.previousChange', run: () => move('earlier') },
    { id: 'chart.nextChange', run: () => move('later') },
    { id: 'time.earlier', run: () => shift(-0.5) },
    { id: 'time.later', run: () => shift(0.5) },
    { id: 'chart.zoomIn', run: () => onZoom(0.5) },
    { id: 'chart.zoomOut', run: () => onZoom(2) },
    { id: 'chart.fit', run: onFit },
    { id: 'chart.mapThen', run: () => onGoTo(cursor.get() ?? view.shown().to) },
  ])
}
