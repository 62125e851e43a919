import type { Snapshot } from '../history/snapshot.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { ControllerObject } from './controller-traits.ts'

/** The Pods that a workload made, over its ReplicaSets where it has some; a Pod for itself (rule D.7). */
export function podsOf(object: ControllerObject, snapshot: Snapshot): readonly Pod[] {
  if (object.kind === 'Pod') return [object]
  return snapshot.childrenOf(object.metadata.uid).flatMap((child) => {
    if (child.kind === 'ReplicaSet') return snapshot.childrenOf(child.metadata.uid).filter(isPod)
    return isPod(child) ? [child] : []
  })
}

function isPod(object: { readonly kind: string }): object is Pod {
  return object.kind === 'Pod'
}
