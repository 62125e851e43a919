import {
  type AddressType,
  type Endpoint,
  type EndpointConditions,
  type EndpointHints,
  type EndpointPort,
  type EndpointSlice,
  type EndpointTarget,
  endpointIdentity,
} from '../endpoint-slice.ts'
import type { EndpointSubset, Endpoints, EndpointsAddress, EndpointsPort } from '../endpoints.ts'
import { annotationsNamed, type MetadataPolicy } from './metadata.ts'
import type { Common } from './projection.ts'
import {
  count,
  each,
  eachSorted,
  kept,
  NO_MEMBERS,
  number,
  optionalRecord,
  type Raw,
  record,
  sortedBy,
  text,
  texts,
} from './raw.ts'

export const SLICE_METADATA: MetadataPolicy = {
  ...annotationsNamed('endpoints.kubernetes.io/last-change-trigger-time'),
  labels: [
    'endpointslice.kubernetes.io/managed-by',
    'kubernetes.io/service-name',
    'multicluster.kubernetes.io/service-name',
    'service.kubernetes.io/headless',
  ],
  hasGeneration: false,
}

export function projectEndpointSlice(raw: Raw, { apiVersion, metadata }: Common): EndpointSlice {
  const addressType = text<AddressType>(raw.addressType) ?? 'IPv4'
  return {
    addressType,
    apiVersion,
    endpoints: sortedBy(each(raw.endpoints, projectEndpoint), (endpoint) =>
      endpointIdentity({ addressType }, endpoint),
    ),
    kind: 'EndpointSlice',
    metadata,
    ports: eachSorted(raw.ports, projectEndpointPort, portOrder),
  }
}

function projectEndpointPort(port: Raw): EndpointPort {
  return kept<EndpointPort>({
    appProtocol: text(port.appProtocol),
    name: text(port.name) ?? '',
    port: number(port.port),
    protocol: text<EndpointPort['protocol']>(port.protocol) ?? 'TCP',
  })
}

const portOrder = ({ name, port, protocol }: EndpointPort): string => `${name}\n${protocol}\n${port ?? ''}`

function projectEndpoint(endpoint: Raw): Endpoint {
  return kept<Endpoint>({
    addresses: texts(endpoint.addresses),
    conditions: projectEndpointConditions(record(endpoint.conditions)),
    hints: projectHints(endpoint.hints),
    hostname: text(endpoint.hostname),
    nodeName: text(endpoint.nodeName),
    targetRef: projectTarget(endpoint.targetRef),
    zone: text(endpoint.zone),
  })
}

function projectEndpointConditions({ ready, serving, terminating }: Raw): EndpointConditions {
  return sharedConditions[position(ready) * 9 + position(serving) * 3 + position(terminating)] ?? NO_MEMBERS
}

/** All 27 combinations once: endpoints share them. */
const sharedConditions: readonly EndpointConditions[] = [undefined, false, true].flatMap((ready) =>
  [undefined, false, true].flatMap((serving) =>
    [undefined, false, true].map((terminating) =>
      Object.freeze(kept<EndpointConditions>({ ready, serving, terminating })),
    ),
  ),
)

function position(reported: unknown): 0 | 1 | 2 {
  if (reported === true) return 2
  return reported === false ? 1 : 0
}

function projectTarget(value: unknown): EndpointTarget | undefined {
  const target = optionalRecord(value)
  if (target === undefined) return undefined
  return kept<EndpointTarget>({
    kind: text(target.kind) ?? '',
    name: text(target.name) ?? '',
    namespace: text(target.namespace),
    uid: text(target.uid),
  })
}

function projectHints(value: unknown): EndpointHints | undefined {
  const hints = optionalRecord(value)
  if (hints === undefined) return undefined
  const forNodes = eachSorted(hints.forNodes, named, nameOf)
  const forZones = eachSorted(hints.forZones, named, nameOf)
  return forNodes.length + forZones.length === 0 ? undefined : { forNodes, forZones }
}

const named = ({ name }: Raw): { readonly name: string } => ({ name: text(name) ?? '' })
const nameOf = ({ name }: { readonly name: string }): string => name

export const ENDPOINTS_METADATA: MetadataPolicy = annotationsNamed('endpoints.kubernetes.io/over-capacity')

/** `undefined` for the lock of a leader election, which changes every few seconds and means nothing here (rule C.2). */
export function projectEndpoints(raw: Raw, { apiVersion, metadata }: Common): Endpoints | undefined {
  const annotations = record(record(raw.metadata).annotations)
  if (Object.hasOwn(annotations, 'control-plane.alpha.kubernetes.io/leader')) return undefined
  return { apiVersion, kind: 'Endpoints', metadata, subsets: each(raw.subsets, projectSubset) }
}

function projectSubset(subset: Raw): EndpointSubset {
  return {
    addresses: eachSorted(subset.addresses, projectAddress, addressKey),
    notReadyAddresses: eachSorted(subset.notReadyAddresses, projectAddress, addressKey),
    ports: eachSorted(subset.ports, projectEndpointsPort, portOrder),
  }
}

function projectAddress(address: Raw): EndpointsAddress {
  const uid = text(record(address.targetRef).uid)
  return kept<EndpointsAddress>({
    ip: text(address.ip) ?? '',
    nodeName: text(address.nodeName),
    targetRef: uid === undefined ? undefined : { uid },
  })
}

const addressKey = ({ ip, targetRef }: EndpointsAddress): string => targetRef?.uid ?? ip

function projectEndpointsPort(port: Raw): EndpointsPort {
  return kept<EndpointsPort>({
    appProtocol: text(port.appProtocol),
    name: text(port.name) ?? '',
    port: count(port.port),
    protocol: text<EndpointsPort['protocol']>(port.protocol) ?? 'TCP',
  })
}
