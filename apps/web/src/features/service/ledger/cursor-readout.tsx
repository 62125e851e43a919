'use client'

import type { LedgerInterval } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ENDPOINT_LOOK, ENDPOINT_STATES } from '../../../cluster/endpoint-state.ts'
import { useCursorAt } from '../../../time/cursor.ts'
import type { TimeWindow } from '../../../time/time-window.ts'
import { useShownTime } from '../../../time/use-shown-time.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import { Time } from '../../../ui/time.tsx'
import type { ChartGeometry } from './ledger-chart.tsx'
import { statesAt } from './ready-steps.ts'

/** What was true at the cursor; without one, at the instant shown, else at the right edge. Always in the same place. */
export function CursorReadout({
  intervals,
  window,
  geometry: { namesWidth },
}: {
  intervals: readonly LedgerInterval[]
  window: TimeWindow
  geometry: ChartGeometry
}): ReactElement {
  const t = useTranslations('endpointState')
  const shown = useShownTime()
  const at = Math.floor(useCursorAt() ?? (shown !== undefined && isIn(window, shown) ? shown : window.to))
  const tally = useMemo(() => statesAt(intervals, at), [intervals, at])
  return (
    <p
      className="pointer-events-none absolute top-2 left-4 z-10 flex flex-wrap gap-x-2.5 text-12 text-text-2"
      style={{ maxWidth: namesWidth - 36 }}
    >
      <Time at={at} form="auto-ms" className="mono text-text-1" />
      {ENDPOINT_STATES.filter((state) => state === 'ready' || tally[state] > 0).map((state) => (
        <span key={state} className="inline-flex items-center gap-1">
          <Glyph {...ENDPOINT_LOOK[state]} size={9} />
          {tally[state]} <span className="max-md:sr-only">{t(state)}</span>
        </span>
      ))}
    </p>
  )
}

function isIn({ from, to }: TimeWindow, at: number): boolean {
  return at >= from && at <= to
}
