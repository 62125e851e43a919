import { endpointRevision } from '../endpoints/endpoint-revision.ts'
import { type Occurrence, SliceUnion } from '../endpoints/slice-union.ts'
import type { Snapshot } from '../history/snapshot.ts'
import type { SnapshotReader } from '../history/snapshot-reader.ts'
import { compareText } from '../text-order.ts'

/** Endpoint identities by state over the union of a Service's slices: Pods, never address:port pairs (rules A27 and H.1). */
export interface EndpointCounts {
  readonly ready: number
  readonly unready: number
  /** Serving or not. */
  readonly terminating: number
  readonly total: number
}

/** The endpoints of one revision. */
export interface RevisionCounts {
  /** Absent: the Pod is unknown, has none, or the endpoint is no Pod. */
  readonly revision?: string
  readonly ready: number
  readonly unready: number
  readonly terminating: number
}

/**
 * The endpoints of a Service over all its slices at this moment.
 *
 * A snapshot does not say which slice came later. Where one identity is in two slices with different states, which lasts
 * until the second of two writes arrives, the better state is taken.
 */
export function unionOfService(snapshot: SnapshotReader, namespace: string, name: string): SliceUnion {
  const union = new SliceUnion()
  for (const slice of snapshot.slicesOfService(namespace, name)) union.receive(slice, undefined, 0)
  return union
}

/** How many endpoints there are of each state, and of each revision; revisions ascending, the absent one last. */
export function endpointCounts(
  union: SliceUnion,
  snapshot: Snapshot,
): { readonly endpoints: EndpointCounts; readonly byRevision: readonly RevisionCounts[] } {
  const all = emptyTally()
  const byRevision = new Map<string | undefined, Tally>()
  for (const [, occurrence] of union.all()) {
    const revision = endpointRevision(occurrence.endpoint, snapshot)
    const tally = byRevision.get(revision) ?? emptyTally()
    byRevision.set(revision, tally)
    count(all, occurrence)
    count(tally, occurrence)
  }
  const rows = [...byRevision].sort(([a], [b]) => compareRevisions(a, b))
  return {
    endpoints: { ...all, total: all.ready + all.unready + all.terminating },
    byRevision: rows.map(([revision, tally]) => (revision === undefined ? tally : { revision, ...tally })),
  }
}

interface Tally {
  ready: number
  unready: number
  terminating: number
}

const emptyTally = (): Tally => ({ ready: 0, unready: 0, terminating: 0 })

function count(tally: Tally, { state }: Occurrence): void {
  if (state === 'ready') tally.ready++
  else if (state === 'unready') tally.unready++
  else tally.terminating++
}

function compareRevisions(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return compareText(a, b)
}
