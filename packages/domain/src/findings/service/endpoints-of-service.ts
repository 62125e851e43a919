import type { EndpointIdentity } from '../../endpoints/ledger-types.ts'
import type { Occurrence } from '../../endpoints/slice-union.ts'
import type { Service } from '../../kubernetes/service.ts'
import { unionOfService } from '../../services/endpoint-counts.ts'
import type { RuleView } from '../rule-view.ts'

/** One endpoint identity of a Service with the occurrence that counts. */
export interface EndpointOfService extends Occurrence {
  readonly identity: EndpointIdentity
}

/** Every endpoint identity of a Service, over the union of its slices. */
export function endpointsOf({ metadata }: Service, view: RuleView): EndpointOfService[] {
  const union = unionOfService(view, metadata.namespace ?? '', metadata.name)
  return [...union.all()].map(([identity, occurrence]) => ({ identity, ...occurrence }))
}

/** Those that proxies prefer (rule D.5). */
export function readyEndpointsOf(service: Service, view: RuleView): EndpointOfService[] {
  return endpointsOf(service, view).filter(({ state }) => state === 'ready')
}
