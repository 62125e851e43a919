/** The stretch of time a chart shows, `[from, to)` in epoch ms of the server. Live: `to` is now and moves. */
export interface LedgerWindow {
  readonly from: number
  readonly to: number
  readonly isLive: boolean
}

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const DEFAULT_SPAN_MS = 15 * UNIT_MS.m
const SHORTEST_MS = 1_000

/**
 * What the URL asks for: `from=-15m` follows the present, `from` and `to` as RFC 3339 or epoch ms stand still.
 * Without either, or with something unreadable, the last 15 minutes. Never begins before the history does, and what
 * would end in the future ends now.
 */
export function ledgerWindow(
  asked: { from: string | null; to: string | null },
  known: { now: number; oldestAt: number | undefined },
): LedgerWindow {
  const { now, oldestAt = Number.NEGATIVE_INFINITY } = known
  const until = asked.to === null ? undefined : parseInstant(asked.to, now)
  const to = until !== undefined && until < now ? until : undefined
  const end = to ?? now
  const wanted = (asked.from !== null && parseInstant(asked.from, now)) || end - DEFAULT_SPAN_MS
  const from = Math.min(Math.max(wanted, oldestAt), end - SHORTEST_MS)
  return { from, to: end, isLive: to === undefined }
}

/** `-15m`, epoch ms or RFC 3339 → epoch ms; `undefined` for anything else. */
export function parseInstant(text: string, now: number): number | undefined {
  const [, amount, unit] = /^-(\d+)([smhd])$/.exec(text) ?? []
  if (amount !== undefined) return now - Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS]
  const at = /^\d+$/.test(text) ? Number(text) : Date.parse(text)
  return Number.isFinite(at) ? at : undefined
}

/** The window moved by a share of its length; into the future it becomes the live end. */
export function shiftWindow({ from, to }: LedgerWindow, share: number, now: number): LedgerWindow {
  const by = Math.min((to - from) * share, now - to)
  return { from: from + by, to: to + by, isLive: false }
}

/** The window `factor` times as long around `at`, which keeps its place. */
export function zoomWindow(window: LedgerWindow, factor: number, at: number): LedgerWindow {
  const { from, to } = window
  const span = Math.max(SHORTEST_MS, (to - from) * factor)
  const share = (at - from) / (to - from)
  const start = at - span * share
  return { from: start, to: start + span, isLive: false }
}
