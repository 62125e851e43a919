import type { WatchedKind } from '../kubernetes/resources.ts'
import type { Difference } from './difference.ts'

const TRIGGER_TIME = 'metadata.annotations["endpoints.kubernetes.io/last-change-trigger-time"]'

/** What may change alone without meaning, per kind: the beginnings of its paths (rule C.3). */
const INSIGNIFICANT: Partial<Record<WatchedKind, readonly string[]>> = {
  EndpointSlice: [TRIGGER_TIME],
  Event: ['count', 'lastTimestamp', 'series'],
}

/**
 * Whether a change deserves a row in the log. The trigger time of a slice coming or going alone says nothing, and an Event
 * that repeats is the same Event (rule C.3).
 *
 * The next change is compared with the last object that got a row, so that rows always follow from each other.
 */
export function isSignificant(kind: WatchedKind, differences: readonly Difference[]): boolean {
  const insignificant = INSIGNIFICANT[kind]
  if (insignificant === undefined) return differences.length > 0
  return differences.some(({ path }) => !insignificant.some((beginning) => isWithin(path, beginning)))
}

function isWithin(path: string, beginning: string): boolean {
  return path === beginning || path.startsWith(`${beginning}.`)
}
