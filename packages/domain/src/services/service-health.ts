import type { Snapshot } from '../history/snapshot.ts'
import type { Service } from '../kubernetes/service.ts'
import type { Health } from '../topology/health.ts'
import type { EndpointCounts } from './endpoint-counts.ts'
import { desiredReplicas } from './matching-workloads.ts'

/**
 * Why a Service has the health it has.
 *
 * - `all-ready`: some endpoint is ready, and all that are not leaving are. `some-ready`: others are not.
 * - `none-ready`: there are endpoints, none ready. `only-terminating`: all of them are leaving.
 * - `scaled-to-zero`: no endpoint is wanted. `no-selector-match`: no Pod has the labels asked for.
 * - `no-endpoints`: no slice has an endpoint, although Pods match, are wanted, or somebody else should name them.
 * - `external-name`: a DNS name, without endpoints. `not-observed`: slices are not fully read.
 */
export type HealthReason =
  | 'all-ready'
  | 'some-ready'
  | 'none-ready'
  | 'only-terminating'
  | 'scaled-to-zero'
  | 'no-selector-match'
  | 'no-endpoints'
  | 'external-name'
  | 'not-observed'

export interface ServiceHealth {
  readonly health: Health
  readonly reason: HealthReason
}

/** How a Service is, from what its slices say; selector and workloads only explain why there is nothing. */
export function serviceHealth(service: Service, endpoints: EndpointCounts, snapshot: Snapshot): ServiceHealth {
  const namespace = service.metadata.namespace ?? ''
  if (service.spec.type === 'ExternalName') return { health: 'ok', reason: 'external-name' }
  if (snapshot.visibilityOf('EndpointSlice', namespace) !== 'observed')
    return { health: 'unknown', reason: 'not-observed' }
  if (endpoints.ready > 0) {
    return endpoints.unready === 0 ? { health: 'ok', reason: 'all-ready' } : { health: 'warning', reason: 'some-ready' }
  }
  if (endpoints.unready > 0) return { health: 'error', reason: 'none-ready' }
  const desired = desiredReplicas(service, snapshot)
  if (desired === 0) return { health: 'ok', reason: 'scaled-to-zero' }
  if (endpoints.terminating > 0) return { health: 'error', reason: 'only-terminating' }
  return emptyHealth(service, desired, snapshot)
}

function emptyHealth(service: Service, desired: number | undefined, snapshot: Snapshot): ServiceHealth {
  const { selector } = service.spec
  const namespace = service.metadata.namespace ?? ''
  if (Object.keys(selector).length === 0) return { health: 'warning', reason: 'no-endpoints' }
  const isPodsObserved = snapshot.visibilityOf('Pod', namespace) === 'observed'
  const isMatchless =
    isPodsObserved && desired === undefined && snapshot.podsSelectedBy(namespace, selector).length === 0
  return { health: 'error', reason: isMatchless ? 'no-selector-match' : 'no-endpoints' }
}
