import { isIP } from 'node:net'
import { type ConnectionEnd, type Pod, parseObjectKey, type Snapshot } from '@portolan/domain'
import { BadRequestError, NotObservedError } from '../errors.ts'

/**
 * One side of a connection as requests write it: `Pod/namespace/name` or `namespace/name`, `Node/-/name`, or an IP address, be
 * it that of a Pod, of a node, or of anybody outside.
 *
 * @param parameter its name, for messages
 * @throws {BadRequestError} it is none of these, or the address of a Service
 * @throws {NotObservedError} there is no such Pod or node
 */
export function connectionEnd(text: string, parameter: string, snapshot: Snapshot): ConnectionEnd {
  if (isIP(text) !== 0) return addressEnd(text, parameter, snapshot)
  const key = text.split('/').length === 2 ? `Pod/${text}` : text
  const { kind, namespace, name = '' } = parseObjectKey(key) ?? {}
  if (kind === 'Pod' && namespace !== undefined) {
    const pod = snapshot.find('Pod', namespace, name)
    if (pod !== undefined) return { type: 'pod', pod }
    throw notObserved(parameter, { key, isRead: snapshot.visibilityOf('Pod', namespace) === 'observed' })
  }
  if (kind === 'Node' && namespace === undefined) {
    const node = snapshot.find('Node', undefined, name)
    if (node !== undefined) return { type: 'node', node }
    throw notObserved(parameter, { key, isRead: snapshot.visibilityOf('Node') === 'observed' })
  }
  const shown = JSON.stringify(text.slice(0, 100))
  throw new BadRequestError(
    `${parameter}=${shown} is no side of a connection: write Pod/namespace/name, Node/-/name or an IP address.`,
  )
}

/** As `kubectl` names it; an address as it is. */
export function textOf(end: ConnectionEnd): string {
  if (end.type === 'pod') return `Pod/${end.pod.metadata.namespace}/${end.pod.metadata.name}`
  return end.type === 'node' ? `Node/-/${end.node.metadata.name}` : end.address
}

/** An address of a node stands for the node: Pods in its network share it. */
function addressEnd(address: string, parameter: string, snapshot: Snapshot): ConnectionEnd {
  for (const node of snapshot.ofKind('Node')) {
    if (node.status.addresses.some((each) => each.address === address)) return { type: 'node', node }
  }
  const pod = podAt(address, snapshot)
  if (pod) return { type: 'pod', pod }
  for (const { metadata, spec } of snapshot.ofKind('Service')) {
    if (spec.clusterIP !== address && !spec.clusterIPs.includes(address)) continue
    throw new BadRequestError(
      `${parameter}=${address} is the address of Service ${metadata.namespace}/${metadata.name}, which policies never see: name one of its Pods, and the port of the Pod.`,
    )
  }
  return { type: 'address', address }
}

/** Of two Pods with one address the one that goes had it before (rule D.4.8). */
function podAt(address: string, snapshot: Snapshot): Pod | undefined {
  let leaving: Pod | undefined
  for (const pod of snapshot.ofKind('Pod')) {
    if (!hasAddress(pod, address)) continue
    if (pod.metadata.deletionTimestamp === undefined) return pod
    leaving ??= pod
  }
  return leaving
}

/** A Pod that has ended has given its address back. */
function hasAddress({ spec, status }: Pod, address: string): boolean {
  if (spec.hostNetwork || status.phase === 'Succeeded' || status.phase === 'Failed') return false
  return status.podIP === address || status.podIPs.some((each) => each.ip === address)
}

function notObserved(parameter: string, { key, isRead }: { readonly key: string; readonly isRead: boolean }) {
  const reason = isRead ? 'there is none' : 'its kind is not read completely, it may exist'
  return new NotObservedError(`${parameter}=${key} was not observed at that instant: ${reason}.`)
}
