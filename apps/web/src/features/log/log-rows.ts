import type { RecordedChange } from '@portolan/contract'

/** The list as the reader sees it. */
export interface LogRows {
  readonly rows: readonly RecordedChange[]
  /** Changes that came while the reader was looking further down; they join when the reader goes up. */
  readonly waiting: number
}

/**
 * Newest first: what the stream brought, then what was read from below its floor.
 *
 * @param heldAt the `seq` of the top row when the reader left the top; absent while at the top
 */
export function logRows(
  live: readonly RecordedChange[],
  older: readonly RecordedChange[],
  heldAt: number | undefined,
): LogRows {
  const firstShown = heldAt === undefined ? 0 : live.findIndex(({ seq }) => seq <= heldAt)
  const waiting = firstShown === -1 ? live.length : firstShown
  return { rows: [...live.slice(waiting), ...older], waiting }
}
