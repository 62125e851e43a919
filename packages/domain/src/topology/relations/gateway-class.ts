import type { Snapshot } from '../../history/snapshot.ts'
import type { Gateway } from '../../kubernetes/gateway.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import { edgeState } from '../edge-state.ts'
import type { EdgeOf } from '../topology.ts'

/**
 * The class of a Gateway.
 * Source: gateway.networking.k8s.io/v1 Gateway.spec.gatewayClassName, rule D.8.
 */
export function gatewayClassEdges(gateway: Gateway, snapshot: Snapshot): EdgeOf<'class'>[] {
  const name = gateway.spec.gatewayClassName
  const state = edgeState(snapshot, { kind: 'GatewayClass', name })
  const to = objectKey('GatewayClass', undefined, name)
  return [{ from: keyOf(gateway), to, relation: 'class', state, facts: { by: 'spec' } }]
}
