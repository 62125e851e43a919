'use client'

import type { Ledger } from '@portolan/contract'
import { type ReactElement, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { TimeWindow } from '../../../time/time-window.ts'
import { useShownTime } from '../../../time/use-shown-time.ts'
import { useIsWide } from '../../../ui/media.ts'
import { useWidth } from '../../../ui/use-width.ts'
import { CursorReadout } from './cursor-readout.tsx'
import { LaneList } from './lane-list.tsx'
import { lanesAsOf, ledgerLanes } from './ledger-lanes.ts'
import { LedgerOverlay } from './ledger-overlay.tsx'
import { ReadyLine } from './ready-line.tsx'
import { readySteps } from './ready-steps.ts'
import { TimeAxis } from './time-axis-row.tsx'
import { usePointing } from './use-pointing.ts'

const NAMES = { wide: 280, narrow: 124 }
const RIGHT = 16

/** Where things stand in the chart, in pixels. */
export interface ChartGeometry {
  readonly namesWidth: number
  readonly plotWidth: number
}

/** Ready count on top, one lane per endpoint below, one time axis and one cursor through all of it. */
export function LedgerChart({ ledger, window }: { ledger: Ledger; window: TimeWindow }): ReactElement {
  const t = useTranslations('ledger')
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const isWide = useIsWide()
  const namesWidth = isWide ? NAMES.wide : NAMES.narrow
  const geometry = useMemo(
    () => ({ namesWidth, plotWidth: Math.max(0, width - namesWidth - RIGHT) }),
    [namesWidth, width],
  )
  const shown = useShownTime()
  const lanes = useMemo(() => ledgerLanes(ledger.intervals, rangeOf(ledger)), [ledger])
  const groups = useMemo(() => (shown === undefined ? lanes : lanesAsOf(lanes, shown)), [lanes, shown])
  const steps = useMemo(() => readySteps(ledger.intervals, window.from, window.to), [ledger, window])
  const { selection, handlers } = usePointing(window, geometry)

  return (
    <div
      ref={frame}
      {...handlers}
      className="relative touch-pan-y select-none overflow-hidden rounded-card border border-line bg-page"
    >
      {geometry.plotWidth > 0 && (
        <>
          <CursorReadout intervals={ledger.intervals} window={window} geometry={geometry} />
          <ReadyLine steps={steps} window={window} geometry={geometry} />
          <TimeAxis window={window} geometry={geometry} />
          <LaneList label={t('lanes')} groups={groups} window={window} geometry={geometry} />
          <LedgerOverlay ledger={ledger} window={window} geometry={geometry} selection={selection} />
        </>
      )}
    </div>
  )
}

function rangeOf({ from, to }: Ledger): { from: number; to: number } {
  return { from: from === null ? 0 : Date.parse(from), to: Date.parse(to) }
}
