import type { LedgerTimeRange } from './ledger-counts.ts'
import type { ZeroReadyWindow } from './ledger-types.ts'

/**
 * For how many milliseconds of a range a Service that had a ready endpoint before had none.
 *
 * @param windows of one Service; they never overlap. One that is still open lasts to the end of the range.
 * @param range `[from, to)`, epoch ms
 */
export function zeroReadyMs(windows: Iterable<ZeroReadyWindow>, range: Required<LedgerTimeRange>): number {
  let total = 0
  for (const window of windows) {
    total += Math.max(0, Math.min(window.to ?? range.to, range.to) - Math.max(window.from, range.from))
  }
  return total
}
