import type { LedgerInterval } from '@portolan/domain'

/** How far back the churn of a row looks. */
export const CHURN_WINDOW_MS = 300_000

/** When an endpoint identity joined, left or flipped. */
export interface ChurnInstant {
  /** Epoch ms. */
  readonly time: number
  readonly seq: number
}

/**
 * Every time an endpoint identity of one Service joined, left or flipped (its `ready` changed while it stayed). What was there
 * when Portolan first looked did not join (rule H.2, from every observed version).
 */
export function* churnInstants(intervals: Iterable<LedgerInterval>): Generator<ChurnInstant> {
  for (const interval of intervals) {
    const { from, fromSeq, to, toSeq } = interval
    if (isChurnAtStart(interval)) yield { time: from, seq: fromSeq }
    if (to !== undefined && toSeq !== undefined && isChurnAtEnd(interval)) yield { time: to, seq: toSeq }
  }
}

/**
 * How often that was in the five minutes before an instant, `(at - 5 min, at]`.
 *
 * @param at epoch ms
 * @param intervals of one Service, those that overlap the window at least
 */
export function churnBefore(at: number, intervals: Iterable<LedgerInterval>): number {
  let churn = 0
  for (const { time } of churnInstants(intervals)) if (time > at - CHURN_WINDOW_MS && time <= at) churn += 1
  return churn
}

function isChurnAtStart({ opened, evidence, state }: LedgerInterval): boolean {
  return opened === 'joined' ? evidence !== 'initial' : state === 'ready'
}

function isChurnAtEnd({ closed, state }: LedgerInterval): boolean {
  return closed === 'left' || (closed === 'changed' && state === 'ready')
}
