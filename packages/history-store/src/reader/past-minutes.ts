import type { EndpointMoves } from '@portolan/pipeline/ports'
import { MINUTE_MS } from '../format/minutes.ts'
import type { ChurnSteps } from './churn-steps.ts'
import type { ServiceMinute } from './minute-rows.ts'

/** What is known of a Service by the minute only, before the detail begins. */
export interface PastMinutes {
  /** `[from, to)`, epoch ms; the detail begins at `to`. */
  readonly from: number
  readonly to: number
  /** The totals where it begins. */
  readonly before: ServiceMinute
  /** The minutes in it, the one in which the detail begins included. */
  readonly minutes: readonly ServiceMinute[]
  /** What of that last minute is told by the detail. */
  readonly toldByDetail: EndpointMoves & { readonly minute: number; readonly zeroReadyMs: number }
  /** Ready endpoints where the detail begins. */
  readonly readyAfter: number
}

/** Add minutes to steps; what happened in a minute counts where it begins. */
export function addPastMinutes(steps: ChurnSteps, past: PastMinutes): void {
  const { from, to, toldByDetail, readyAfter } = past
  let { before } = past
  let clock = from
  for (const minute of past.minutes) {
    const at = Math.min(Math.max(minute.minute * MINUTE_MS, from), to - 1)
    const isDetail = minute.minute === toldByDetail.minute
    steps.addReady(clock, at, before.ready)
    steps.addReady(at, at, Math.min(before.ready, minute.readyMin))
    steps.addMoves(at, movesBetween(before, minute))
    if (isDetail) steps.addMoves(at, movesBetween(toldByDetail, NO_MOVES))
    const zeroReadyMs = zeroReadyBetween(before, minute) - (isDetail ? toldByDetail.zeroReadyMs : 0)
    addZeroReady(steps, { from, to, before, minute, zeroReadyMs })
    before = minute
    clock = at
  }
  steps.addReady(clock, to, readyAfter)
  if (before.zeroReadyFrom !== undefined) steps.addZeroReady(Math.max(from, endOf(before)), to)
}

interface MinuteWithoutReady {
  readonly from: number
  readonly to: number
  readonly before: ServiceMinute
  readonly minute: ServiceMinute
  /** Between the ends of the two. */
  readonly zeroReadyMs: number
}

/** A window that was open lasted until the minute in which something happened again; the rest lies in that minute. */
function addZeroReady(steps: ChurnSteps, { from, to, before, minute, zeroReadyMs }: MinuteWithoutReady): void {
  const start = minute.minute * MINUTE_MS
  const end = Math.min(endOf(minute), to)
  const unchangedMs = before.zeroReadyFrom === undefined ? 0 : start - endOf(before)
  const restMs = zeroReadyMs - unchangedMs
  steps.addZeroReady(Math.max(from, start - unchangedMs), start)
  if (minute.zeroReadyFrom === undefined) steps.addZeroReady(Math.max(from, start), start + restMs)
  else steps.addZeroReady(Math.max(from, end - restMs), end)
}

const NO_MOVES: EndpointMoves = { added: 0, removed: 0, becameReady: 0, becameUnready: 0, flips: 0 }

const endOf = ({ minute }: ServiceMinute): number => (minute + 1) * MINUTE_MS

function movesBetween(before: EndpointMoves, after: EndpointMoves): EndpointMoves {
  return {
    added: after.added - before.added,
    removed: after.removed - before.removed,
    becameReady: after.becameReady - before.becameReady,
    becameUnready: after.becameUnready - before.becameUnready,
    flips: after.flips - before.flips,
  }
}

/** A window that is still open at the end of a minute counts up to there. */
function zeroReadyBetween(before: ServiceMinute, after: ServiceMinute): number {
  return zeroReadyUpTo(after) - zeroReadyUpTo(before)
}

function zeroReadyUpTo(minute: ServiceMinute): number {
  const { zeroReadyMs, zeroReadyFrom } = minute
  return zeroReadyMs + (zeroReadyFrom === undefined ? 0 : Math.max(0, endOf(minute) - zeroReadyFrom))
}
