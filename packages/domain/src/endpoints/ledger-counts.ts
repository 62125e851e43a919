import type { LedgerCounts, LedgerInterval } from './ledger-types.ts'

/** Part of the time line, `[from, to)` in epoch ms; an open side reaches to the end of what is kept. */
export interface LedgerTimeRange {
  readonly from?: number
  readonly to?: number
}

/**
 * How often identities joined, left, became ready and stopped being ready within a range.
 *
 * Everything follows from the intervals alone, so counts and intervals can never disagree. What was there when Portolan first
 * looked (`initial`) neither joined nor became ready. An identity that arrives ready also became ready; one that leaves
 * while ready also stopped being so.
 *
 * @param intervals of one Service, any order, every one that overlaps or touches the range
 */
export function ledgerCounts(intervals: Iterable<LedgerInterval>, range: LedgerTimeRange = {}): LedgerCounts {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = range
  const isWithin = (time: number | undefined): boolean => time !== undefined && time >= from && time < to
  const counts = { added: 0, removed: 0, becameReady: 0, becameUnready: 0 }
  for (const interval of intervals) {
    const isReady = interval.state === 'ready'
    if (interval.evidence !== 'initial' && isWithin(interval.from)) {
      if (interval.opened === 'joined') counts.added++
      if (isReady) counts.becameReady++
    }
    if (isWithin(interval.to)) {
      if (interval.closed === 'left') counts.removed++
      if (isReady) counts.becameUnready++
    }
  }
  return counts
}
