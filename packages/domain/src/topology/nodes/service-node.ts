import type { Snapshot } from '../../history/snapshot.ts'
import type { Service } from '../../kubernetes/service.ts'
import { endpointCounts, unionOfService } from '../../services/endpoint-counts.ts'
import { serviceHealth } from '../../services/service-health.ts'
import type { Health } from '../health.ts'
import type { ServiceNodeFacts } from '../node-facts.ts'

/** A Service with its endpoints counted, so that the chart can leave the endpoints themselves out. */
export function serviceNode(service: Service, snapshot: Snapshot): { health: Health; facts: ServiceNodeFacts } {
  const { name, namespace = '' } = service.metadata
  const { clusterIP, ports, type } = service.spec
  const { byRevision, endpoints } = endpointCounts(unionOfService(snapshot, namespace, name), snapshot)
  const { health, reason } = serviceHealth(service, endpoints, snapshot)
  const facts = { type, ...(clusterIP !== undefined && { clusterIP }), ports, endpoints, byRevision, reason }
  return { health, facts }
}
