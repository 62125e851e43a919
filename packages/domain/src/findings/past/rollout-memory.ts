import type { RecordedChange } from '../../history/change.ts'
import type { AppliedChange, Snapshot } from '../../history/snapshot.ts'
import { type ObjectKey, objectKey } from '../../kubernetes/object-key.ts'
import type { WatchedObject } from '../../kubernetes/watched-object.ts'
import { RolloutFold } from '../../rollouts/rollout-fold.ts'
import type { Rollout } from '../../rollouts/rollout-types.ts'
import type { RolloutOutage } from '../rule-history.ts'
import { Newest } from './newest.ts'

/** More than any rule looks at. */
const MOST_REMEMBERED = 10

/** What the newest rollouts of each workload did to its Services, and how long they took to show a ready Pod. */
export class RolloutMemory {
  #fold: RolloutFold
  /** By workload, newest first. */
  readonly #rollouts = new Map<ObjectKey, readonly Rollout[]>()
  readonly #durations = new Newest<number>(MOST_REMEMBERED)
  /** By workload, the rollout that showed a ready Pod last. */
  readonly #shown = new Map<ObjectKey, string>()

  /** @param snapshot at each `note` as the change at hand leaves it */
  constructor(snapshot: Snapshot) {
    this.#fold = new RolloutFold(snapshot)
  }

  /** Go on with an equal snapshot. */
  moveTo(snapshot: Snapshot): void {
    this.#fold = RolloutFold.restore(this.#fold.open(), snapshot)
  }

  /** In ms, newest first: from the request until the first Pod of the new revision was ready. */
  durationsOf(workload: ObjectKey): readonly number[] {
    return this.#durations.of(workload)
  }

  /** Newest first. */
  outagesOf(workload: ObjectKey): readonly RolloutOutage[] {
    const outages = (this.#rollouts.get(workload) ?? []).flatMap(({ services }) =>
      services.flatMap(({ service, zeroReady }) => zeroReady.map((window) => ({ service, window }))),
    )
    return outages.sort((a, b) => b.window.from.seq - a.window.from.seq)
  }

  /** @returns the workloads of which more is known */
  note(applied: AppliedChange, change: RecordedChange): readonly ObjectKey[] {
    const told = this.#fold.apply(change, applied)
    this.#noteReadiness(applied, change)
    if (change.change === 'deleted') this.#forget(applied.key)
    for (const rollout of told) this.#keep(rollout)
    return told.filter(({ services }) => services.some(({ zeroReadyCount }) => zeroReadyCount > 0)).map(keyOfWorkload)
  }

  #keep(rollout: Rollout): void {
    const key = keyOfWorkload(rollout)
    if (rollout.state === 'deleted') {
      this.#forget(key)
      return
    }
    const others = (this.#rollouts.get(key) ?? []).filter(({ id }) => id !== rollout.id)
    const rollouts = [rollout, ...others].sort((a, b) => b.requested.seq - a.requested.seq)
    this.#rollouts.set(key, rollouts.slice(0, MOST_REMEMBERED))
  }

  #forget(workload: ObjectKey): void {
    this.#rollouts.delete(workload)
    this.#durations.forget(workload)
    this.#shown.delete(workload)
  }

  /** The ReplicaSet of the newest rollout has its first ready Pod. */
  #noteReadiness({ after, before }: AppliedChange, { observedAt }: RecordedChange): void {
    if (after?.kind !== 'ReplicaSet' || readyPods(before) > 0 || readyPods(after) === 0) return
    const { namespace, ownerReferences, uid } = after.metadata
    const owner = ownerReferences.find(({ controller }) => controller)
    if (owner?.kind !== 'Deployment') return
    const key = objectKey('Deployment', namespace, owner.name)
    const [newest] = this.#rollouts.get(key) ?? []
    if (newest?.revisions.to.uid !== uid || this.#shown.get(key) === newest.id) return
    this.#shown.set(key, newest.id)
    this.#durations.add(key, observedAt - newest.requested.at)
  }
}

function keyOfWorkload({ workload: { kind, name, namespace } }: Rollout): ObjectKey {
  return objectKey(kind, namespace, name)
}

function readyPods(object: WatchedObject | undefined): number {
  return object?.kind === 'ReplicaSet' ? object.status.readyReplicas : 0
}
