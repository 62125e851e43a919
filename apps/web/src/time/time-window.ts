import { UNITS_MS } from './units-ms.ts'

/** The stretch of time that charts show, `[from, to)` in epoch ms of the server. Live: `to` is now and moves. */
export interface TimeWindow {
  readonly from: number
  readonly to: number
  readonly isLive: boolean
}

/** What the link says: absolute, relative (`-15m`), or nothing. */
export interface AskedWindow {
  readonly from: string | null
  readonly to: string | null
}

interface Known {
  readonly now: number
  readonly oldestAt: number | undefined
  /** The instant looked at; absent for the present. */
  readonly at?: number | undefined
}

const DEFAULT_SPAN = '-15m'
export const SHORTEST_MS = 1_000
/** Where the instant looked at stands in a window made around it: what led to it says more than what followed. */
const SHARE_BEFORE = 0.65

/**
 * What the link asks for: `from=-15m` follows the present, `from` and `to` as RFC 3339 or epoch ms stand still. Without
 * either, or with something unreadable, the last 15 minutes. Never begins before the history does, and what would end in
 * the future ends now. A window that would follow the present, but not show the instant looked at, stands around that.
 */
export function timeWindow(asked: AskedWindow, { now, oldestAt = Number.NEGATIVE_INFINITY, at }: Known): TimeWindow {
  const until = asked.to === null ? undefined : parseTime(asked.to, now)
  const to = until !== undefined && until < now ? until : undefined
  const end = to ?? now
  const since = asked.from === null ? undefined : parseTime(asked.from, now)
  const wanted = since ?? end - spanOf(DEFAULT_SPAN)
  const isFollowing = to === undefined && (asked.from === null || asked.from.startsWith('-'))
  if (isFollowing && at !== undefined && at < wanted) return around(at, { span: now - wanted, now, oldestAt })
  const from = Math.min(Math.max(wanted, oldestAt), end - SHORTEST_MS)
  return { from, to: end, isLive: to === undefined }
}

function around(at: number, { span, now, oldestAt }: { span: number; now: number; oldestAt: number }): TimeWindow {
  const from = Math.max(oldestAt, Math.min(at - span * SHARE_BEFORE, now - span))
  return { from, to: Math.max(from + SHORTEST_MS, Math.min(now, from + span)), isLive: false }
}

function spanOf(relative: string): number {
  return -(parseTime(relative, 0) ?? 0)
}

/** `-15m`, epoch ms or RFC 3339 → epoch ms; `undefined` for anything else. */
export function parseTime(text: string, now: number): number | undefined {
  const [, amount, unit = ''] = /^-(\d{1,6})([smhd])$/.exec(text) ?? []
  const unitMs = UNITS_MS[unit]
  if (unitMs !== undefined) return now - Number(amount) * unitMs
  const at = /^\d+$/.test(text) ? Number(text) : Date.parse(text)
  return Number.isFinite(at) ? at : undefined
}

/** The window moved by a share of its length; into the future it becomes the live end. */
export function shiftWindow({ from, to }: TimeWindow, share: number, now: number): TimeWindow {
  const by = Math.min((to - from) * share, now - to)
  return { from: from + by, to: to + by, isLive: false }
}

/** The window `factor` times as long around `at`, which keeps its place. */
export function zoomWindow(window: TimeWindow, factor: number, at: number): TimeWindow {
  const { from, to } = window
  const span = Math.max(SHORTEST_MS, (to - from) * factor)
  const share = (at - from) / (to - from)
  const start = at - span * share
  return { from: start, to: start + span, isLive: false }
}

/** The window moved just so far that `at` is in it, with some room before and after. */
export function revealIn(window: TimeWindow, at: number, now: number): TimeWindow {
  const { from, to } = window
  if (at >= from && at <= to) return window
  const room = (to - from) * 0.2
  const by = Math.min(at < from ? at - room - from : at + room - to, now - to)
  return { from: from + by, to: to + by, isLive: false }
}
