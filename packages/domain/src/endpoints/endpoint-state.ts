import { type Endpoint, isReady, isServing, isTerminating } from '../kubernetes/endpoint-slice.ts'
import type { EndpointState } from './ledger-types.ts'

/**
 * The one state of an endpoint as a slice reports it, the API's defaults applied (rule D.5).
 *
 * `ready` wins even over `terminating`: a Service with `publishNotReadyAddresses` publishes such endpoints, and proxies use
 * them. A terminating endpoint that still serves is only used where nothing is ready (CE2).
 */
export function endpointState(endpoint: Endpoint): EndpointState {
  if (isReady(endpoint)) return 'ready'
  if (!isTerminating(endpoint)) return 'unready'
  return isServing(endpoint) ? 'terminating-serving' : 'terminating'
}
