import type { SnapshotReader } from '../history/snapshot-reader.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { Pod } from '../kubernetes/pod.ts'
import { directionVerdict, type Look } from './direction-verdict.ts'
import { type ReachabilityMessage, say } from './messages.ts'
import { seenAs } from './peer-match.ts'
import type { DialledPort } from './port-match.ts'
import type { Connection, ConnectionEnd, DirectionVerdict, Reachability, ReachabilityVerdict } from './reachability.ts'

/**
 * May this connection be opened? Both sides are asked: what leaves the source and what the destination takes (rule I.1.5).
 *
 * Where a side uses the network of its node the API leaves it to the plugin whether policies see it as a Pod: the verdict is
 * `undefined` unless every permitted way of seeing it agrees (rule I.1.10).
 */
export function reach(connection: Connection, snapshot: SnapshotReader): Reachability {
  const { from, to } = connection
  const egress = isItself(from, to) ? always('itself', nameOf(from)) : verdictOf('egress', connection, snapshot)
  const ingress = ingressOf(connection, snapshot)
  return {
    verdict: both(egress.verdict, ingress.verdict),
    egress,
    ingress,
    notes: notesOn([egress, ingress], connection, snapshot),
  }
}

function ingressOf(connection: Connection, snapshot: SnapshotReader): DirectionVerdict {
  const { from, to } = connection
  if (isItself(from, to)) return always('itself', nameOf(to))
  if (to.type === 'pod' && isOnNodeOf(from, to.pod)) return always('own-node', nameOf(to))
  return verdictOf('ingress', connection, snapshot)
}

/** What one side's policies say, in each way in which both sides can be seen. */
function verdictOf(direction: Look['direction'], connection: Connection, snapshot: SnapshotReader): DirectionVerdict {
  const [own, other] = direction === 'egress' ? [connection.from, connection.to] : [connection.to, connection.from]
  if (own.type !== 'pod') return always('not-policed', nameOf(own))
  const dialled: DialledPort = {
    port: connection.port,
    protocol: connection.protocol,
    ...(connection.to.type === 'pod' && { destination: connection.to.pod }),
  }
  const look = { direction, subject: own.pod, peerName: nameOf(other), dialled }
  const verdicts = seenAs(other).map((peer) => directionVerdict({ ...look, peer }, snapshot))
  const [first] = verdicts
  if (first === undefined) return always('not-policed', nameOf(own))
  if (own.pod.spec.hostNetwork && first.isIsolated)
    return leftToPlugin([...verdicts, always('not-policed', nameOf(own))], own)
  return leftToPlugin(verdicts, other)
}

/** One verdict where all agree; else it is for the network plugin to say. */
function leftToPlugin(verdicts: readonly DirectionVerdict[], side: ConnectionEnd): DirectionVerdict {
  const [first, ...others] = verdicts
  if (first === undefined) return always('not-policed', nameOf(side))
  if (others.every(({ verdict }) => verdict === first.verdict)) return first
  return { ...first, verdict: 'undefined', message: say('host-network', { side: nameOf(side) }) }
}

/** Both must allow; a certain refusal counts more than what nobody knows, and that more than what is left open. */
function both(a: ReachabilityVerdict, b: ReachabilityVerdict): ReachabilityVerdict {
  const order = ['deny', 'unknown', 'undefined', 'allow'] as const
  return order.find((verdict) => a === verdict || b === verdict) ?? 'allow'
}

function notesOn(
  verdicts: readonly DirectionVerdict[],
  { from, to }: Connection,
  snapshot: SnapshotReader,
): ReachabilityMessage[] {
  const isAboutPods = from.type === 'pod' && to.type === 'pod'
  const keys = new Set(
    isAboutPods ? verdicts.flatMap(({ decidedBy }) => decidedBy ?? []).map(({ policy }) => policy) : [],
  )
  const byAddress = [...keys].flatMap((key) => {
    const policy = snapshot.get(key)
    if (policy?.kind !== 'NetworkPolicy') return []
    const peers = [
      ...policy.spec.ingress.flatMap((rule) => rule.from),
      ...policy.spec.egress.flatMap((rule) => rule.to),
    ]
    return peers.some(({ ipBlock }) => ipBlock !== undefined)
      ? [say('note.ip-block', { policy: policy.metadata.name })]
      : []
  })
  return verdicts.some(({ isIsolated }) => isIsolated) ? [...byAddress, say('note.plugin')] : byAddress
}

function always(id: 'itself' | 'own-node' | 'not-policed', side: string): DirectionVerdict {
  return { verdict: 'allow', isIsolated: false, policies: [], message: say(id, id === 'itself' ? {} : { side }) }
}

function isItself(from: ConnectionEnd, to: ConnectionEnd): boolean {
  return from.type === 'pod' && to.type === 'pod' && keyOf(from.pod) === keyOf(to.pod)
}

/** The node itself, or a Pod in its network (rule I.1.9). */
function isOnNodeOf(from: ConnectionEnd, pod: Pod): boolean {
  const { nodeName } = pod.spec
  if (nodeName === undefined) return false
  if (from.type === 'node') return from.node.metadata.name === nodeName
  return from.type === 'pod' && from.pod.spec.hostNetwork && from.pod.spec.nodeName === nodeName
}

function nameOf(end: ConnectionEnd): string {
  if (end.type === 'pod') return `${end.pod.metadata.namespace}/${end.pod.metadata.name}`
  return end.type === 'node' ? end.node.metadata.name : end.address
}
