import type { EndpointIdentity } from '../../endpoints/ledger-types.ts'
import type { Occurrence } from '../../endpoints/slice-union.ts'
import type { EndpointSlice } from '../../kubernetes/endpoint-slice.ts'
import type { Service } from '../../kubernetes/service.ts'
import { unionOfService } from '../../services/endpoint-counts.ts'
import type { RuleView } from '../rule-view.ts'

/** One endpoint identity of a Service with the occurrence that counts. */
export interface EndpointOfService extends Occurrence {
  readonly identity: EndpointIdentity
}

/** By the slices they were read from: several rules ask for the same. */
const remembered = new WeakMap<readonly EndpointSlice[], readonly EndpointOfService[]>()

/** Every endpoint identity of a Service, over the union of its slices. */
export function endpointsOf({ metadata }: Service, view: RuleView): readonly EndpointOfService[] {
  const { name, namespace = '' } = metadata
  const slices = view.slicesOfService(namespace, name)
  const known = remembered.get(slices)
  if (known) return known
  const union = unionOfService(view, namespace, name)
  const endpoints = [...union.all()].map(([identity, occurrence]) => ({ identity, ...occurrence }))
  remembered.set(slices, endpoints)
  return endpoints
}

/** Those that proxies prefer (rule D.5). */
export function readyEndpointsOf(service: Service, view: RuleView): EndpointOfService[] {
  return endpointsOf(service, view).filter(({ state }) => state === 'ready')
}
