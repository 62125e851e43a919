'use client'

import { createParser } from 'nuqs'
import { useCallback, useMemo } from 'react'
import { useLinkState } from '../link/link-state.ts'
import { useServerNow } from '../live/server-clock.ts'
import { useStatus } from '../live/use-live.ts'
import { type AskedWindow, parseTime, type TimeWindow, timeWindow } from './time-window.ts'
import { useAt } from './use-at.ts'
import { useInstantTime } from './use-instant-time.ts'

/** One end of a stretch of time as links say it: `-15m`, RFC 3339 or epoch ms. */
export const parseAsTime = createParser<string>({
  parse: (text) => (parseTime(text, 0) === undefined ? null : text),
  serialize: String,
})

const PARSERS = { from: parseAsTime, to: parseAsTime }

/** The stretch of time in the link, shared by everything with a time axis. */
export interface ShownWindow {
  readonly window: TimeWindow
  /** Epoch ms on the server's clock, renewed once a second. */
  readonly now: number
  /** Where the history begins; absent until it is known. */
  readonly oldestAt: number | undefined
  readonly asked: AskedWindow
  /** Follow the present from `-1h` and the like; `null` for the usual span. */
  readonly follow: (span: string | null) => void
  /** Stand still on a stretch of time. */
  readonly hold: (window: Pick<TimeWindow, 'from' | 'to'>, history?: 'push' | 'replace') => void
}

export function useTimeWindow(): ShownWindow {
  const [{ from: askedFrom, to: askedTo }, set] = useLinkState(PARSERS)
  const now = useServerNow()
  const oldestAt = useOldestAt()
  const at = useInstantTime(useAt().instant)
  const { from, to, isLive } = timeWindow({ from: askedFrom, to: askedTo }, { now, oldestAt, at })
  const window = useMemo(() => ({ from, to, isLive }), [from, to, isLive])
  const asked = useMemo(() => ({ from: askedFrom, to: askedTo }), [askedFrom, askedTo])
  const follow = useCallback((span: string | null) => void set({ from: span, to: null }, { history: 'push' }), [set])
  const hold = useCallback<ShownWindow['hold']>(
    (next, history = 'push') => void set({ from: iso(next.from), to: iso(next.to) }, { history }),
    [set],
  )
  return { window, now, oldestAt, asked, follow, hold }
}

/** Epoch ms of the oldest instant that can be looked at. */
export function useOldestAt(): number | undefined {
  const { status } = useStatus()
  const oldestAt = status?.store.oldestAt
  return oldestAt ? Date.parse(oldestAt) : undefined
}

function iso(epochMs: number): string {
  return new Date(Math.round(epochMs)).toISOString()
}
