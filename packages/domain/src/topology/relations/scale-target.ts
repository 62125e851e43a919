import type { Snapshot } from '../../history/snapshot.ts'
import type { HorizontalPodAutoscaler } from '../../kubernetes/horizontal-pod-autoscaler.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import { edgeState } from '../edge-state.ts'
import type { EdgeOf } from '../topology.ts'

/**
 * What an autoscaler scales, in its own namespace.
 * Source: autoscaling/v2 HorizontalPodAutoscaler.spec.scaleTargetRef, rule D.7.
 */
export function scaleTargetEdges(autoscaler: HorizontalPodAutoscaler, snapshot: Snapshot): EdgeOf<'scales'>[] {
  const { namespace } = autoscaler.metadata
  const { maxReplicas, minReplicas, scaleTargetRef } = autoscaler.spec
  const { kind, name } = scaleTargetRef
  const state = edgeState(snapshot, { kind, namespace, name })
  const to = objectKey(kind, namespace, name)
  return [{ from: keyOf(autoscaler), to, relation: 'scales', state, facts: { minReplicas, maxReplicas } }]
}
