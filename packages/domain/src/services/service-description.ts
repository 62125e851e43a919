import type { Snapshot } from '../history/snapshot.ts'
import type { AddressType } from '../kubernetes/endpoint-slice.ts'
import { unionOfService } from './endpoint-counts.ts'
import { endpointList, type ServiceEndpoint } from './endpoint-list.ts'
import { type Exposure, exposureOf } from './exposure.ts'
import { type RouteToService, routesToService } from './routes-to-service.ts'
import { type ServiceSummary, summariseService } from './service-summary.ts'

/** One Service with everything behind and in front of it. */
export interface ServiceDescription extends ServiceSummary {
  /** Empty: it selects nothing, its endpoints are somebody else's to name. */
  readonly selector: Readonly<Record<string, string>>
  readonly exposure: readonly Exposure[]
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
  /** How many it holds; one identity may be in two slices. */
  readonly endpoints: number
}

/** Everything about one Service at this moment; `undefined` where there is none. */
export function describeService(snapshot: Snapshot, namespace: string, name: string): ServiceDescription | undefined {
  const service = snapshot.find('Service', namespace, name)
  const summary = summariseService(snapshot, namespace, name)
  if (!service || !summary) return undefined
  return {
    ...summary,
    selector: service.spec.selector,
    exposure: exposureOf(service),
    slices: slicesOf(snapshot, namespace, name),
    endpointList: endpointList(unionOfService(snapshot, namespace, name), namespace, snapshot),
    routes: routesToService(namespace, name, snapshot),
  }
}

function slicesOf(snapshot: Snapshot, namespace: string, name: string): SliceOfService[] {
  return snapshot.slicesOfService(namespace, name).map(({ addressType, endpoints, metadata }) => {
    const managedBy = metadata.labels['endpointslice.kubernetes.io/managed-by']
    return {
      name: metadata.name,
      addressType,
      ...(managedBy !== undefined && { managedBy }),
      endpoints: endpoints.length,
    }
  })
}
