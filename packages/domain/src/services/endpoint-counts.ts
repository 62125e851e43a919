import { endpointRevision } from '../endpoints/endpoint-revision.ts'
import type { EndpointState } from '../endpoints/ledger-types.ts'
import { SliceUnion } from '../endpoints/slice-union.ts'
import type { Snapshot } from '../history/snapshot.ts'
import type { SnapshotReader } from '../history/snapshot-reader.ts'
import type { Endpoint } from '../kubernetes/endpoint-slice.ts'
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
export interface RevisionCounts extends Tally {
  /** Absent: the Pod is unknown, has none, or the endpoint is no Pod. */
  readonly revision?: string
}

/** The endpoints of one node. */
export interface EndpointsOnNode extends Tally {
  /** Absent: the slice names none. */
  readonly node?: string
}

interface Tally {
  readonly ready: number
  readonly unready: number
  /** Serving or not. */
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
  for (const [, { state }] of union.all()) count(all, state)
  const byRevision = tallies(union, (endpoint) => endpointRevision(endpoint, snapshot))
  return {
    endpoints: { ...all, total: all.ready + all.unready + all.terminating },
    byRevision: byRevision.map(([revision, tally]) => (revision === undefined ? tally : { revision, ...tally })),
  }
}

/** How many endpoints of each state each node has; nodes ascending, the absent one last. */
export function countsByNode(union: SliceUnion): readonly EndpointsOnNode[] {
  return tallies(union, ({ nodeName }) => nodeName).map(([node, tally]) =>
    node === undefined ? tally : { node, ...tally },
  )
}

type Draft = { -readonly [State in keyof Tally]: Tally[State] }

const emptyTally = (): Draft => ({ ready: 0, unready: 0, terminating: 0 })

/** Endpoints counted by what names their group, ascending, those without a name last. */
function tallies(
  union: SliceUnion,
  groupOf: (endpoint: Endpoint) => string | undefined,
): [string | undefined, Tally][] {
  const groups = new Map<string | undefined, Draft>()
  for (const [, { endpoint, state }] of union.all()) {
    const group = groupOf(endpoint)
    const tally = groups.get(group) ?? emptyTally()
    groups.set(group, tally)
    count(tally, state)
  }
  return [...groups].sort(([a], [b]) => compareNames(a, b))
}

function count(tally: Draft, state: EndpointState): void {
  if (state === 'ready') tally.ready++
  else if (state === 'unready') tally.unready++
  else tally.terminating++
}

function compareNames(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined)
  return compareText(a, b)
}
