import type { Snapshot } from '../../history/snapshot.ts'
import type { ContainerPort } from '../../kubernetes/container.ts'
import { type Endpoint, type EndpointSlice, endpointIdentity, isTerminating } from '../../kubernetes/endpoint-slice.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { Service, ServicePort } from '../../kubernetes/service.ts'
import { displayState } from '../../services/endpoint-list.ts'
import { compareText } from '../../text-order.ts'
import type { ResolvedEndpoint } from '../resolution.ts'
import type { DialRules } from './dial-rules.ts'
import { usedEndpoints } from './used-endpoints.ts'

interface Dialled {
  readonly slice: EndpointSlice
  readonly endpoint: Endpoint
  /** Absent: the endpoint does not have the port. */
  readonly port: number | undefined
}

/** Every endpoint of a Service's port, those that take traffic first, then by address; and how many still drain unused. */
export function dialledEndpoints(
  { metadata }: Service,
  servicePort: ServicePort,
  { snapshot, dial }: { snapshot: Snapshot; dial: DialRules },
): ResolvedEndpoint[] {
  const slices = snapshot.slicesOfService(metadata.namespace ?? '', metadata.name)
  const all = unionOf(slices, servicePort, dial)
  const withPort = all.filter(({ slice, port }) => port !== undefined && slice.addressType !== 'FQDN')
  const used = new Set(usedEndpoints(withPort, dial.endpoints))
  return all.map((each) => resolved(each, servicePort, { snapshot, isUsed: used.has(each) })).sort(usedThenAddress)
}

/** One address of an identity may be in two slices while it moves: the one that is not terminating counts (rule D.4.7). */
function unionOf(slices: readonly EndpointSlice[], servicePort: ServicePort, dial: DialRules): Dialled[] {
  const byIdentity = new Map<string, Dialled>()
  for (const slice of slices) {
    const port = portIn(slice, servicePort, dial)
    for (const endpoint of slice.endpoints) {
      const identity = `${endpointIdentity(slice, endpoint)}|${endpoint.addresses[0] ?? ''}`
      const known = byIdentity.get(identity)
      if (!known || isBetter({ endpoint, port }, known)) byIdentity.set(identity, { slice, endpoint, port })
    }
  }
  return [...byIdentity.values()]
}

function isBetter(dialled: Omit<Dialled, 'slice'>, known: Dialled): boolean {
  const terminating = Number(isTerminating(known.endpoint)) - Number(isTerminating(dialled.endpoint))
  return terminating > 0 || (terminating === 0 && known.port === undefined && dialled.port !== undefined)
}

/**
 * The number that a slice has for a Service's port: names and protocols must be equal (rule D.4.9). A slice without ports is
 * dialled at a numeric targetPort by ingress-nginx (rule D.5).
 */
function portIn({ ports }: EndpointSlice, { name, protocol, targetPort }: ServicePort, dial: DialRules) {
  if (ports.length === 0 && dial.ports === 'tolerant') return typeof targetPort === 'number' ? targetPort : undefined
  return ports.find((port) => port.name === name && port.protocol === protocol)?.port
}

function resolved(
  { slice, endpoint, port }: Dialled,
  servicePort: ServicePort,
  { snapshot, isUsed }: { snapshot: Snapshot; isUsed: boolean },
): ResolvedEndpoint {
  const { addresses, nodeName, targetRef } = endpoint
  const listener =
    port === undefined ? undefined : listeningContainer(targetRef?.uid, { ...servicePort, port }, snapshot)
  return {
    address: addresses[0] ?? '',
    ...(port !== undefined && { port }),
    slice: keyOf(slice),
    ...(targetRef?.kind === 'Pod' && {
      pod: objectKey('Pod', targetRef.namespace ?? slice.metadata.namespace, targetRef.name),
    }),
    ...listener,
    ...(nodeName !== undefined && { node: nodeName }),
    state: displayState(endpoint),
    isUsed,
  }
}

/** The container that declares the port: the first in order, then sidecars (rule D.4.10). */
function listeningContainer(
  uid: string | undefined,
  { port, targetPort, protocol }: { port: number; targetPort: number | string; protocol: ServicePort['protocol'] },
  snapshot: Snapshot,
): Pick<ResolvedEndpoint, 'container' | 'portName'> {
  const pod = uid === undefined ? undefined : snapshot.byUid('Pod', uid)
  if (!pod) return {}
  const sidecars = pod.spec.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')
  const isMeant = (declared: ContainerPort) =>
    declared.protocol === protocol &&
    declared.containerPort === port &&
    (typeof targetPort === 'number' || declared.name === targetPort)
  for (const { name, ports } of [...pod.spec.containers, ...sidecars]) {
    const declared = ports.find(isMeant)
    if (declared) return { container: name, ...(declared.name !== undefined && { portName: declared.name }) }
  }
  return {}
}

function usedThenAddress(a: ResolvedEndpoint, b: ResolvedEndpoint): number {
  return (
    Number(b.isUsed) - Number(a.isUsed) ||
    compareText(a.address, b.address) ||
    (a.port ?? 0) - (b.port ?? 0) ||
    compareText(a.pod ?? '', b.pod ?? '')
  )
}
