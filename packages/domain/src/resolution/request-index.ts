import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import { isEqualJson } from '../json-value.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import { compareText } from '../text-order.ts'
import { type GatewayEntry, gatewayEntries } from './entries/gateway-entry.ts'
import { type IngressEntry, ingressEntry } from './entries/ingress-entry.ts'
import { ingressGroups } from './entries/ingress-groups.ts'
import { nginxSettingsOf } from './entries/nginx-workloads.ts'

/** Whoever receives requests first. */
export type IndexedEntry = IngressEntry | GatewayEntry

const INDEXED: ReadonlySet<WatchedKind> = new Set<WatchedKind>([
  'Gateway',
  'GatewayClass',
  'GRPCRoute',
  'HTTPRoute',
  'Ingress',
  'IngressClass',
  'ListenerSet',
  'Namespace',
  'TCPRoute',
  'TLSRoute',
  'UDPRoute',
])

/**
 * The rules of a snapshot by who applies them and by host, so that a request looks at those only that could answer it.
 *
 * Whoever keeps one asks `changesRequestIndex` of every change: endpoints, Services and Pods come and go without touching it.
 */
export class RequestIndex {
  /** Of the snapshot when the index was made. */
  readonly seq: number
  /** Ascending by name; ingress controllers before Gateways. */
  readonly entries: readonly IndexedEntry[]

  private constructor(seq: number, entries: readonly IndexedEntry[]) {
    this.seq = seq
    this.entries = entries
  }

  /** Costs a look at every Ingress, Gateway, route and controller workload. */
  static of(snapshot: Snapshot): RequestIndex {
    const controllers = ingressGroups(snapshot).map(ingressEntry).sort(byName)
    return new RequestIndex(snapshot.seq, [...controllers, ...gatewayEntries(snapshot).sort(byName)])
  }
}

/** Whether an index made before a change says something else than one made after it. */
export function changesRequestIndex({ before, after }: Pick<AppliedChange, 'before' | 'after'>): boolean {
  const kind = (after ?? before)?.kind
  if (kind === undefined) return false
  return INDEXED.has(kind) || !isEqualJson(nginxSettingsOf(before), nginxSettingsOf(after))
}

function byName({ entry: a }: IndexedEntry, { entry: b }: IndexedEntry): number {
  return compareText(a.name, b.name)
}
