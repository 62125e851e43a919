import type { SnapshotReader } from '../history/snapshot-reader.ts'
import type { NetworkPolicyPeer } from '../kubernetes/network-policy.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { LabelSelector } from '../kubernetes/selector.ts'
import { isSelectedBy } from '../topology/label-selector.ts'
import { isInRange } from './ip-range.ts'
import type { ConnectionEnd } from './reachability.ts'

/** How a policy may look at the other side: as a Pod with labels, or as somebody with addresses (rule I.1.10). */
export type SeenPeer =
  | { readonly type: 'pod'; readonly pod: Pod }
  | { readonly type: 'addresses'; readonly addresses: readonly string[] }

/** What of a peer does not fit; `unread`: the labels of the Namespace may not be read. */
export type PeerFault = 'namespace' | 'pod' | 'address' | 'unread'

const NAME_LABEL = 'kubernetes.io/metadata.name'

/**
 * The ways in which a side can be seen. More than one where the API leaves it to the network plugin: a Pod with
 * `hostNetwork` is a Pod to some and an address of its node to others.
 */
export function seenAs(end: ConnectionEnd): readonly SeenPeer[] {
  if (end.type === 'address') return [{ type: 'addresses', addresses: [end.address] }]
  if (end.type === 'node')
    return [{ type: 'addresses', addresses: end.node.status.addresses.map(({ address }) => address) }]
  const asPod: SeenPeer = { type: 'pod', pod: end.pod }
  if (!end.pod.spec.hostNetwork) return [asPod]
  const { hostIP } = end.pod.status
  return [asPod, { type: 'addresses', addresses: hostIP === undefined ? addressesOf(end.pod) : [hostIP] }]
}

/** Every address of a Pod, of either family; none before it has one. */
export function addressesOf(pod: Pod): readonly string[] {
  return pod.status.podIPs.map(({ ip }) => ip)
}

/** What of a policy's peer does not fit; `undefined` where it matches (rules I.1.7, I.1.8). */
export function peerFault(
  peer: NetworkPolicyPeer,
  seen: SeenPeer,
  { policyNamespace, snapshot }: { readonly policyNamespace: string | undefined; readonly snapshot: SnapshotReader },
): PeerFault | undefined {
  if (peer.ipBlock !== undefined) {
    const { cidr, except } = peer.ipBlock
    const addresses = seen.type === 'pod' ? addressesOf(seen.pod) : seen.addresses
    const isIn = addresses.some((ip) => isInRange(ip, cidr) && !except.some((range) => isInRange(ip, range)))
    return isIn ? undefined : 'address'
  }
  if (seen.type === 'addresses') return 'pod'
  const { pod } = seen
  const namespaceFault = namespaceFaultOf(peer.namespaceSelector, pod.metadata.namespace ?? '', {
    policyNamespace,
    snapshot,
  })
  const isPod = peer.podSelector === undefined || isSelectedBy(pod.metadata.labels, peer.podSelector)
  if (namespaceFault === 'unread') return isPod ? 'unread' : 'pod'
  return namespaceFault ?? (isPod ? undefined : 'pod')
}

function namespaceFaultOf(
  selector: LabelSelector | undefined,
  namespace: string,
  { policyNamespace, snapshot }: { readonly policyNamespace: string | undefined; readonly snapshot: SnapshotReader },
): 'namespace' | 'unread' | undefined {
  if (selector === undefined) return namespace === policyNamespace ? undefined : 'namespace'
  const known = snapshot.find('Namespace', undefined, namespace)
  const labels = { ...known?.metadata.labels, [NAME_LABEL]: namespace }
  if (known !== undefined) return isSelectedBy(labels, selector) ? undefined : 'namespace'
  const byName = byNameAlone(selector)
  if (!isSelectedBy(labels, byName)) return 'namespace'
  return sizeOf(byName) === sizeOf(selector) ? undefined : 'unread'
}

const sizeOf = ({ matchExpressions, matchLabels }: LabelSelector): number =>
  matchExpressions.length + Object.keys(matchLabels).length

/** What a selector asks of the name alone, which is known without reading the Namespace (rule I.1.12). */
function byNameAlone({ matchExpressions, matchLabels }: LabelSelector): LabelSelector {
  return {
    matchExpressions: matchExpressions.filter(({ key }) => key === NAME_LABEL),
    matchLabels: Object.fromEntries(Object.entries(matchLabels).filter(([key]) => key === NAME_LABEL)),
  }
}
