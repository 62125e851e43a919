import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import { isEqualJson } from '../json-value.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import type { TemplateFacts } from '../kubernetes/workloads.ts'
import type { RolloutStory } from './open-rollout.ts'
import { currentRevision, replicaSetsOf, revisionOfReplicaSet } from './revisions.ts'
import { type RollingWorkload, strategyOf } from './rolling-workload.ts'
import type { Moment, RolloutRevision } from './rollout-types.ts'

/** A workload is to run another template. */
export interface RolloutRequest {
  readonly workload: RollingWorkload
  readonly from: RolloutRevision
  readonly isRestart: boolean
  /** A Deployment that was paused is to go on; it may have been on its way before. */
  readonly isResumed: boolean
}

/**
 * Whether a change asks for a rollout (rule F.2): the template is another one, or a Deployment is resumed while Pods of another
 * template run. While it is paused a new template asks for nothing. Neither a new number of replicas nor the creation of a
 * workload is a rollout.
 *
 * @param snapshot after the change
 */
export function rolloutRequest({ before, after }: AppliedChange, snapshot: Snapshot): RolloutRequest | undefined {
  if (!isRollingWorkload(before) || !isRollingWorkload(after) || isPaused(after)) return undefined
  if (isPaused(before)) return requestOnResume(after, snapshot)
  if (before.derived.templateFingerprint === after.derived.templateFingerprint) return undefined
  return {
    workload: after,
    from: currentRevision(before, snapshot),
    isRestart: isRestart(before.derived, after.derived),
    isResumed: false,
  }
}

/** A rollout of which nothing is known but that it is asked for. Its id is the same whenever the log is read. */
export function storyOf({ from, isRestart, workload }: RolloutRequest, requested: Moment): RolloutStory {
  const { name, namespace = '', uid } = workload.metadata
  return {
    id: `${uid}-${requested.seq}`,
    workload: { kind: workload.kind, namespace, name, uid },
    trigger: isRestart ? 'restart' : 'update',
    from,
    template: workload.derived.templateFingerprint,
    to: { images: workload.derived.images },
    state: 'requested',
    strategy: strategyOf(workload),
    requested,
  }
}

export function isRollingWorkload(object: WatchedObject | undefined): object is RollingWorkload {
  return object?.kind === 'Deployment' || object?.kind === 'StatefulSet' || object?.kind === 'DaemonSet'
}

/** Only a Deployment can be paused; a request that comes meanwhile waits. */
export function isPaused(workload: RollingWorkload): boolean {
  return workload.kind === 'Deployment' && workload.spec.paused
}

/** Nothing that is kept of the template differs but when it was restarted. */
function isRestart(before: TemplateFacts, after: TemplateFacts): boolean {
  if (after.restartedAt === undefined || after.restartedAt === before.restartedAt) return false
  return (
    isEqualJson(before.images, after.images) &&
    isEqualJson(before.templateLabels, after.templateLabels) &&
    isEqualJson(before.templatePorts, after.templatePorts) &&
    isEqualJson(before.controllerFlags, after.controllerFlags)
  )
}

/** Whatever the template was before the pause, it may have been edited several times: what counts is what runs. */
function requestOnResume(after: RollingWorkload, snapshot: Snapshot): RolloutRequest | undefined {
  const { templateFingerprint } = after.derived
  const others = replicaSetsOf(after, snapshot).filter(
    ({ derived, spec }) => spec.replicas > 0 && derived.templateFingerprint !== templateFingerprint,
  )
  const [largest] = others.sort((a, b) => b.spec.replicas - a.spec.replicas)
  if (largest === undefined) return undefined
  return {
    workload: after,
    from: revisionOfReplicaSet(largest),
    isRestart: isRestart(largest.derived, after.derived),
    isResumed: true,
  }
}
