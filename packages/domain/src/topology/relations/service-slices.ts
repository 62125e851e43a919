import { SERVICE_NAME_LABEL } from '../../endpoints/slice-service.ts'
import type { Snapshot } from '../../history/snapshot.ts'
import type { EndpointSlice } from '../../kubernetes/endpoint-slice.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import { edgeState } from '../edge-state.ts'
import type { EdgeOf } from '../topology.ts'

/**
 * The Service a slice belongs to, by its label. Here the Service is what may be missing: a slice can outlive it.
 * Source: discovery.k8s.io/v1 LabelServiceName, rule D.4.1.
 */
export function serviceSliceEdges(slice: EndpointSlice, snapshot: Snapshot): EdgeOf<'slice'>[] {
  const { namespace, labels } = slice.metadata
  const name = labels[SERVICE_NAME_LABEL]
  if (!name) return []
  const from = objectKey('Service', namespace, name)
  const state = edgeState(snapshot, { kind: 'Service', namespace, name })
  return [{ from, to: keyOf(slice), relation: 'slice', state, facts: {} }]
}
