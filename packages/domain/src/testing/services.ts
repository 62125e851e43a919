import type { EndpointSlice } from '../kubernetes/endpoint-slice.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { Service } from '../kubernetes/service.ts'
import { aProjected } from './projected.ts'
import { aRawObject, type RawMetadata, type RawObject } from './raw-objects.ts'

/** What a test states of a Service: port 80 unless told otherwise. */
export interface ServiceOptions extends RawMetadata {
  readonly selector?: Readonly<Record<string, string>>
  /** As in the API: `[{ name: 'http', port: 80, targetPort: 8080 }]`. */
  readonly ports?: readonly RawObject[]
  readonly type?: Service['spec']['type']
  readonly clusterIP?: string
  readonly spec?: RawObject
  readonly status?: RawObject
}

/** A Service with one port. */
export function aService(name: string, options: ServiceOptions = {}): Service {
  const { selector, ports = [{ port: 80 }], type, clusterIP = '10.96.0.10', spec, status, ...metadata } = options
  const raw = aRawObject('Service', name, {
    ...metadata,
    spec: { selector, ports, type, clusterIP, ...spec },
    status,
  })
  return aProjected('Service', raw)
}

/** What a test states of one endpoint. Conditions that are not stated are not reported. */
export interface EndpointOptions {
  /** Its target; node and address are the Pod's unless told otherwise. */
  readonly pod?: Pod
  readonly address?: string
  readonly ready?: boolean
  readonly serving?: boolean
  readonly terminating?: boolean
  readonly node?: string
  readonly zone?: string
  readonly hints?: RawObject
}

/** What a test states of a slice: IPv4, one unnamed port 8080, made by the controller, unless told otherwise. */
export interface EndpointSliceOptions extends RawMetadata {
  /** Name of its Service; absent: nobody's. */
  readonly service?: string
  readonly addressType?: EndpointSlice['addressType']
  readonly ports?: readonly RawObject[]
  readonly endpoints?: readonly EndpointOptions[]
  readonly managedBy?: string
}

/** An EndpointSlice as the API sends it. */
export function aRawEndpointSlice(name: string, options: EndpointSliceOptions = {}): RawObject {
  const { service, addressType = 'IPv4', ports = [{ port: 8080 }], endpoints = [], managedBy, ...metadata } = options
  const serviceLabel = service === undefined ? {} : { 'kubernetes.io/service-name': service }
  return aRawObject('EndpointSlice', name, {
    ...metadata,
    labels: {
      'endpointslice.kubernetes.io/managed-by': managedBy ?? 'endpointslice-controller.k8s.io',
      ...serviceLabel,
      ...metadata.labels,
    },
    addressType,
    ports,
    endpoints: endpoints.map(rawEndpoint),
  })
}

/** An EndpointSlice. */
export function anEndpointSlice(name: string, options: EndpointSliceOptions = {}): EndpointSlice {
  return aProjected('EndpointSlice', aRawEndpointSlice(name, options))
}

function rawEndpoint({ pod, address, node, zone, hints, ...conditions }: EndpointOptions): RawObject {
  return {
    addresses: [address ?? pod?.status.podIP ?? '10.0.0.1'],
    conditions,
    nodeName: node ?? pod?.spec.nodeName,
    zone,
    hints,
    targetRef: pod && { kind: 'Pod', ...pod.metadata },
  }
}
