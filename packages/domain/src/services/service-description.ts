import type { Occurrence, SliceUnion } from '../endpoints/slice-union.ts'
import type { Snapshot } from '../history/snapshot.ts'
import type { AddressType } from '../kubernetes/endpoint-slice.ts'
import { type EntryNode, entryNodes } from './answering-nodes.ts'
import { unionOfService } from './endpoint-counts.ts'
import { endpointList, type ServiceEndpoint } from './endpoint-list.ts'
import { type Exposure, exposureOf } from './exposure.ts'
import { type RouteToService, routesToService } from './routes-to-service.ts'
import { type ServiceSummary, summariseService } from './service-summary.ts'
import { type SliceOrigin, sliceOrigin } from './slice-origin.ts'
import { type TrafficSettings, trafficSettings } from './traffic-settings.ts'

/** One Service with everything behind and in front of it. */
export interface ServiceDescription extends ServiceSummary {
  /** Empty: it selects nothing, its endpoints are somebody else's to name. */
  readonly selector: Readonly<Record<string, string>>
  readonly exposure: readonly Exposure[]
  /** Nodes to find its node ports at; absent where it has none, or Nodes are not observed. */
  readonly entryNodes?: readonly EntryNode[]
  readonly traffic: TrafficSettings
  /** Ascending by name. */
  readonly slices: readonly SliceOfService[]
  readonly endpointList: readonly ServiceEndpoint[]
  readonly routes: readonly RouteToService[]
}

export interface SliceOfService {
  readonly name: string
  readonly addressType: AddressType
  /** Who writes it; absent for a hand-made slice that does not say. */
  readonly managedBy?: string
  readonly origin: SliceOrigin
  /** How many it holds; one identity may be in two slices. */
  readonly endpoints: number
}

/** Everything about one Service at this moment; `undefined` where there is none. */
export function describeService(snapshot: Snapshot, namespace: string, name: string): ServiceDescription | undefined {
  const service = snapshot.find('Service', namespace, name)
  const summary = summariseService(snapshot, namespace, name)
  if (!service || !summary) return undefined
  const union = unionOfService(snapshot, namespace, name)
  const exposure = exposureOf(service)
  const nodes = exposure.some(({ via }) => via === 'NodePort') ? entryNodes(service, snapshot) : undefined
  return {
    ...summary,
    selector: service.spec.selector,
    exposure,
    ...(nodes && { entryNodes: nodes }),
    traffic: trafficSettings(service, occurrencesOf(union), snapshot),
    slices: slicesOf(snapshot, namespace, name),
    endpointList: endpointList(union, namespace, snapshot),
    routes: routesToService(namespace, name, snapshot),
  }
}

function* occurrencesOf(union: SliceUnion): IterableIterator<Occurrence> {
  for (const [, occurrence] of union.all()) yield occurrence
}

function slicesOf(snapshot: Snapshot, namespace: string, name: string): SliceOfService[] {
  return snapshot.slicesOfService(namespace, name).map((slice) => {
    const { addressType, endpoints, metadata } = slice
    const managedBy = metadata.labels['endpointslice.kubernetes.io/managed-by']
    return {
      name: metadata.name,
      addressType,
      ...(managedBy !== undefined && { managedBy }),
      origin: sliceOrigin(slice),
      endpoints: endpoints.length,
    }
  })
}
