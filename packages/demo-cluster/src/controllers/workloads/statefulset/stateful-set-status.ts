import { isPodActive, isPodAvailable, isPodReady, type Pod } from '../../objects/pod.ts'
import type { StatefulSet, StatefulSetStatus } from '../../objects/workloads.ts'
import { REVISION_LABEL } from './ordered-steps.ts'

const counter = (name: string, value: number): Record<string, number> => (value === 0 ? {} : { [name]: value })

/**
 * What the Pods add up to. `currentRevision` moves only when the whole update is done.
 * Source: pkg/controller/statefulset updateStatefulSet, completeRollingUpdate.
 */
export function statusOf(
  set: StatefulSet,
  pods: readonly Pod[],
  { update, now }: { update: string; now: number },
): StatefulSetStatus {
  const before = set.status.currentRevision ?? update
  const ready = pods.filter((pod) => pod.status.phase === 'Running' && isPodReady(pod))
  const ofRevision = (revision: string): number =>
    pods.filter((pod) => isPodActive(pod) && pod.metadata.labels?.[REVISION_LABEL] === revision).length
  const updated = ofRevision(update)
  const isUpdated = updated === set.spec.replicas && ready.length === set.spec.replicas && pods.length === updated
  const current = isUpdated ? update : before
  return {
    observedGeneration: set.metadata.generation ?? 0,
    replicas: pods.length,
    ...counter('readyReplicas', ready.length),
    ...counter('currentReplicas', ofRevision(current)),
    ...counter('updatedReplicas', updated),
    currentRevision: current,
    updateRevision: update,
    collisionCount: 0,
    availableReplicas: ready.filter((pod) => isPodAvailable(pod, set.spec.minReadySeconds ?? 0, now)).length,
  }
}
