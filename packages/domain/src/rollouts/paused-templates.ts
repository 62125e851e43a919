import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import { replicaSetsOf } from './revisions.ts'
import type { RollingWorkload } from './rolling-workload.ts'
import { isPaused, isRollingWorkload } from './rollout-request.ts'

/**
 * The template that each Deployment had when it was paused, or was found paused. A controller makes no ReplicaSet for a template
 * that comes later (rule F.2): one that has Pods of it was rolling it out before.
 */
export class PausedTemplates {
  /** By uid. */
  readonly #templates = new Map<string, string>()

  /** A Deployment changed. One that is gone is forgotten. */
  see({ before, after }: Pick<AppliedChange, 'before' | 'after'>): void {
    if (after === undefined && before) this.#templates.delete(before.metadata.uid)
    if (!isRollingWorkload(after) || !isPaused(after)) return
    const wasPaused = isRollingWorkload(before) && isPaused(before)
    if (!wasPaused) this.#templates.set(after.metadata.uid, after.derived.templateFingerprint)
  }

  /** @param workload as it is resumed */
  wasRollingOut(workload: RollingWorkload, snapshot: Snapshot): boolean {
    const { templateFingerprint } = workload.derived
    if (this.#templates.get(workload.metadata.uid) !== templateFingerprint) return false
    return replicaSetsOf(workload, snapshot).some(
      ({ derived, spec }) => derived.templateFingerprint === templateFingerprint && spec.replicas > 0,
    )
  }
}
