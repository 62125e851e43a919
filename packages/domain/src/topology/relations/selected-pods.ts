import type { Snapshot } from '../../history/snapshot.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Service } from '../../kubernetes/service.ts'
import type { EdgeOf } from '../topology.ts'

/**
 * The Pods a Service's selector matches. An ExternalName Service ignores its selector; an empty one matches nothing.
 * Source: v1 Service.spec.selector, rule D.3.
 */
export function selectedPodEdges(service: Service, snapshot: Snapshot): EdgeOf<'selects'>[] {
  const { selector, type } = service.spec
  if (type === 'ExternalName') return []
  const from = keyOf(service)
  return snapshot
    .podsSelectedBy(service.metadata.namespace ?? '', selector)
    .map((pod) => ({ from, to: keyOf(pod), relation: 'selects', state: 'resolved', facts: {} }))
}
