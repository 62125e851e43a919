import type { LedgerInterval } from '@portolan/domain'

/** How far back the churn of a row looks. */
export const CHURN_WINDOW_MS = 300_000

/**
 * How often endpoint identities of one Service joined, left or flipped (their `ready` changed while they stayed) in the five
 * minutes before an instant, `(at - 5 min, at]`. What was there when Portolan first looked did not join (rule H.2, from every
 * observed version).
 *
 * @param at epoch ms
 * @param intervals of one Service, those that overlap the window at least
 */
export function churnBefore(at: number, intervals: Iterable<LedgerInterval>): number {
  const isWithin = (time: number) => time > at - CHURN_WINDOW_MS && time <= at
  let churn = 0
  for (const interval of intervals) {
    if (isWithin(interval.from) && isChurnAtStart(interval)) churn += 1
    if (interval.to !== undefined && isWithin(interval.to) && isChurnAtEnd(interval)) churn += 1
  }
  return churn
}

function isChurnAtStart({ opened, evidence, state }: LedgerInterval): boolean {
  return opened === 'joined' ? evidence !== 'initial' : state === 'ready'
}

function isChurnAtEnd({ closed, state }: LedgerInterval): boolean {
  return closed === 'left' || (closed === 'changed' && state === 'ready')
}
