import type { SnapshotReader } from '../history/snapshot-reader.ts'
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '../kubernetes/network-policy.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { Pod } from '../kubernetes/pod.ts'
import { compareText } from '../text-order.ts'
import { isSelectedBy } from '../topology/label-selector.ts'
import { type ReachabilityMessage, say } from './messages.ts'
import { type PeerFault, peerFault, type SeenPeer } from './peer-match.ts'
import { type DialledPort, portFault, portText } from './port-match.ts'
import type { DirectionVerdict } from './reachability.ts'

/** One direction of one connection, looked at in one of the ways in which it can be seen. */
export interface Look {
  readonly direction: 'ingress' | 'egress'
  /** Whose policies are asked. */
  readonly subject: Pod
  readonly peer: SeenPeer
  /** How a person names the other side. */
  readonly peerName: string
  readonly dialled: DialledPort
}

/** Both directions' rules have one shape here: empty lists do not restrict. */
interface Rule {
  readonly policy: NetworkPolicy
  readonly field: string
  readonly peers: readonly NetworkPolicyPeer[]
  readonly peersField: 'from' | 'to'
  readonly ports: readonly NetworkPolicyPort[]
}

/** How far a rule is from allowing it: fewer faults are closer, and a fault of the port is closer than one of the peer. */
interface Distance {
  readonly rule: Rule
  readonly field: string
  readonly peerFault?: PeerFault
  readonly portFault?: 'protocol' | 'port'
}

/** What the NetworkPolicies of one side say, in their own namespace alone (rules I.1.1 to I.1.7, I.2). */
export function directionVerdict(look: Look, snapshot: SnapshotReader): DirectionVerdict {
  const { subject, direction } = look
  const { namespace = '', name } = subject.metadata
  if (snapshot.visibilityOf('NetworkPolicy', namespace) !== 'observed') {
    const message = say('unread-policies', { namespace })
    return { verdict: 'unknown', isIsolated: false, policies: [], message }
  }
  const isolating = isolatingPolicies(look, snapshot)
  const policies = isolating.map((policy) => keyOf(policy))
  if (isolating.length === 0) {
    const message = say('not-isolated', { side: name })
    return { verdict: 'allow', isIsolated: false, policies, message }
  }
  const distances = isolating.flatMap((policy) =>
    rulesOf(policy, direction).map((rule) => distanceOf(rule, look, snapshot)),
  )
  const best = distances.toSorted(byCloseness)[0]
  const isolated = { isIsolated: true, policies } as const
  if (best === undefined) {
    return { verdict: 'deny', ...isolated, message: say('no-rules', { count: isolating.length, side: name }) }
  }
  const decidedBy = { policy: keyOf(best.rule.policy), field: best.field }
  const verdict = isAllowing(best) ? 'allow' : distances.some(isUnread) ? 'unknown' : 'deny'
  const told = verdict === 'unknown' ? (distances.find(isUnread) ?? best) : best
  return { verdict, ...isolated, decidedBy, message: messageOf(told, look) }
}

/** Policies of the subject's namespace that apply to it in this direction, by name (rules I.1.1 to I.1.3). */
function isolatingPolicies({ subject, direction }: Look, snapshot: SnapshotReader): NetworkPolicy[] {
  const type = direction === 'ingress' ? 'Ingress' : 'Egress'
  return [...snapshot.ofKind('NetworkPolicy', subject.metadata.namespace)]
    .filter(({ spec }) => spec.policyTypes.includes(type) && isSelectedBy(subject.metadata.labels, spec.podSelector))
    .sort((a, b) => compareText(a.metadata.name, b.metadata.name))
}

function rulesOf(policy: NetworkPolicy, direction: Look['direction']): Rule[] {
  const { ingress, egress } = policy.spec
  return direction === 'ingress'
    ? ingress.map(({ from, ports }, at) => ({
        policy,
        field: `spec.ingress[${at}]`,
        peers: from,
        peersField: 'from',
        ports,
      }))
    : egress.map(({ to, ports }, at) => ({ policy, field: `spec.egress[${at}]`, peers: to, peersField: 'to', ports }))
}

/** The closest of all combinations of a rule's peers and ports. */
function distanceOf(rule: Rule, { peer, dialled }: Look, snapshot: SnapshotReader): Distance {
  const policyNamespace = rule.policy.metadata.namespace
  const peers = rule.peers.map((allowed, at) => ({
    field: `${rule.field}.${rule.peersField}[${at}]`,
    fault: peerFault(allowed, peer, { policyNamespace, snapshot }),
  }))
  const ports = rule.ports.map((allowed, at) => ({
    field: `${rule.field}.ports[${at}]`,
    fault: portFault(allowed, dialled),
  }))
  const closestPeer = peers.toSorted((a, b) => weightOfPeer(a.fault) - weightOfPeer(b.fault))[0]
  const closestPort = ports.toSorted((a, b) => weightOfPort(a.fault) - weightOfPort(b.fault))[0]
  const decisive = closestPeer?.fault === undefined ? (closestPort ?? closestPeer) : closestPeer
  return {
    rule,
    field: decisive?.field ?? rule.field,
    ...(closestPeer?.fault && { peerFault: closestPeer.fault }),
    ...(closestPort?.fault && { portFault: closestPort.fault }),
  }
}

const PEER_WEIGHTS = { unread: 1, pod: 4, address: 5, namespace: 6 } as const satisfies Record<PeerFault, number>

const weightOfPeer = (fault: PeerFault | undefined): number => (fault === undefined ? 0 : PEER_WEIGHTS[fault])

function weightOfPort(fault: 'protocol' | 'port' | undefined): number {
  if (fault === undefined) return 0
  return fault === 'port' ? 2 : 3
}

function byCloseness(a: Distance, b: Distance): number {
  return weightOf(a) - weightOf(b)
}

const weightOf = (distance: Distance): number => weightOfPeer(distance.peerFault) + weightOfPort(distance.portFault)

const isAllowing = (distance: Distance): boolean => weightOf(distance) === 0

const isUnread = ({ peerFault: fault, portFault: port }: Distance): boolean => fault === 'unread' && port === undefined

function messageOf(distance: Distance, { peer, peerName, dialled }: Look): ReachabilityMessage {
  const policy = distance.rule.policy.metadata.name
  const namespace = peer.type === 'pod' ? (peer.pod.metadata.namespace ?? '') : ''
  if (isAllowing(distance)) return say('allowed', { policy })
  switch (distance.peerFault) {
    case 'unread':
      return say('unread-namespaces', { policy, namespace })
    case 'namespace':
      return say('wrong-namespace', { policy, namespace })
    case 'pod':
      return say('wrong-pod', { policy, peer: peerName })
    case 'address':
      return say('wrong-address', { policy, peer: peerName })
    case undefined:
      break
  }
  if (distance.portFault === 'protocol') return say('wrong-protocol', { policy, protocol: dialled.protocol })
  const ports = distance.rule.ports.map(portText).join(', ')
  return say('wrong-port', { policy, ports, port: dialled.port })
}
