import type { Snapshot } from '../history/snapshot.ts'
import { keyOf, type ObjectKey } from '../kubernetes/object-key.ts'
import type { Service, ServicePort, ServiceType } from '../kubernetes/service.ts'
import { compareText } from '../text-order.ts'
import { isRoutedService, routedServices } from '../topology/backend-services.ts'
import { type EndpointCounts, endpointCounts, type RevisionCounts, unionOfService } from './endpoint-counts.ts'
import { type ServiceHealth, serviceHealth } from './service-health.ts'

/** One Service as a row: how many of its endpoints are ready, and what that means. */
export interface ServiceSummary extends ServiceHealth {
  readonly key: ObjectKey
  readonly namespace: string
  readonly name: string
  readonly type: ServiceType
  /** `None` for a headless Service; absent for ExternalName. */
  readonly clusterIP?: string
  /** Assumes the cluster domain `cluster.local`, which the API does not tell (rule A09). */
  readonly dns: string
  readonly ports: readonly ServicePort[]
  readonly endpoints: EndpointCounts
  /** Ascending by revision, the endpoints without one last. */
  readonly byRevision: readonly RevisionCounts[]
  /** An Ingress rule or a route that is allowed to leads here. */
  readonly isRouted: boolean
}

/** The row of one Service; `undefined` where there is none. Costs a look at the routes of its namespace. */
export function summariseService(snapshot: Snapshot, namespace: string, name: string): ServiceSummary | undefined {
  const service = snapshot.find('Service', namespace, name)
  return service && summaryOf(service, isRoutedService(namespace, name, snapshot), snapshot)
}

/** The rows of all Services of these namespaces, or of all; ascending by namespace and name. */
export function summariseServices(snapshot: Snapshot, namespaces = snapshot.namespaces()): ServiceSummary[] {
  return [...namespaces].sort().flatMap((namespace) => {
    const routed = routedServices(namespace, snapshot)
    const services = [...snapshot.ofKind('Service', namespace)].sort(byName)
    return services.map((service) => summaryOf(service, routed.has(service.metadata.name), snapshot))
  })
}

function summaryOf(service: Service, isRouted: boolean, snapshot: Snapshot): ServiceSummary {
  const { name, namespace = '' } = service.metadata
  const { clusterIP, ports, type } = service.spec
  const { byRevision, endpoints } = endpointCounts(unionOfService(snapshot, namespace, name), snapshot)
  return {
    key: keyOf(service),
    namespace,
    name,
    type,
    ...(clusterIP !== undefined && { clusterIP }),
    dns: `${name}.${namespace}.svc.cluster.local`,
    ports,
    endpoints,
    byRevision,
    ...serviceHealth(service, endpoints, snapshot),
    isRouted,
  }
}

function byName(a: Service, b: Service): number {
  return compareText(a.metadata.name, b.metadata.name)
}
