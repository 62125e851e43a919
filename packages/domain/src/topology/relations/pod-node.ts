import type { Snapshot } from '../../history/snapshot.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { edgeState } from '../edge-state.ts'
import type { EdgeOf } from '../topology.ts'

/**
 * The Node a Pod was bound to; none before it is scheduled.
 * Source: v1 Pod.spec.nodeName.
 */
export function podNodeEdges(pod: Pod, snapshot: Snapshot): EdgeOf<'node'>[] {
  const name = pod.spec.nodeName
  if (name === undefined) return []
  const state = edgeState(snapshot, { kind: 'Node', name })
  return [{ from: keyOf(pod), to: objectKey('Node', undefined, name), relation: 'node', state, facts: {} }]
}
