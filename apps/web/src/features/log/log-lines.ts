import type { RecordedChange } from '@portolan/contract'
import type { BlindStretch } from '../../time/blind-stretches.ts'

/** One row of the log: a change, or a stretch in which changes may have gone unseen. */
export type LogLine =
  | { readonly change: RecordedChange; readonly blind?: undefined }
  | { readonly blind: BlindStretch; readonly change?: undefined }

/**
 * Newest first, each blind stretch above the last change before its end. One that began before the oldest row is not told
 * yet: more may be read.
 */
export function logLines(rows: readonly RecordedChange[], stretches: readonly BlindStretch[]): LogLine[] {
  const waiting = stretches.toSorted((a, b) => (endOf(a) < endOf(b) ? -1 : 1))
  const lines: LogLine[] = []
  for (const change of rows) {
    for (let next = waiting.at(-1); next && endOf(next) >= change.observedAt; next = waiting.at(-1)) {
      lines.push({ blind: next })
      waiting.pop()
    }
    lines.push({ change })
  }
  return lines
}

/** Timestamps compare as text; what lasts ends after everything. */
function endOf({ to }: BlindStretch): string {
  return to ?? '~'
}
