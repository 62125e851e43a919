import type { RecordedChange } from '../history/change.ts'
import type { Gap } from '../history/gap.ts'
import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import { momentOf } from './capacity-meter.ts'
import type { OpenRollout } from './open-rollout.ts'
import { PausedTemplates } from './paused-templates.ts'
import { type RolloutRequest, rolloutRequest } from './rollout-request.ts'
import { RolloutTracker } from './rollout-tracker.ts'
import type { Rollout } from './rollout-types.ts'

/**
 * Turns the log, change by change, into rollouts (section F).
 *
 * Pure but for its own memory, which holds the rollouts under way, with a record per Pod and endpoint of each. A rollout that
 * is over is handed out once more and forgotten; whoever wants to keep it, keeps it by `id`. Costs nothing for changes in
 * namespaces where nothing rolls.
 *
 * A fold may begin anywhere: with the objects of that moment it tells the same of what is requested after it as one that began
 * with the log. Of what was requested before it knows nothing, unless it is restored, also where that is paused and resumed
 * later.
 */
export class RolloutFold {
  readonly #snapshot: Snapshot
  readonly #trackers = new Map<string, Set<RolloutTracker>>()
  /** The newest rollout of a workload, by uid, while it is under way. */
  readonly #current = new Map<string, RolloutTracker>()
  readonly #paused = new PausedTemplates()
  #openGaps: Gap[]

  /** @param snapshot moved on by the caller: at each call it is as the change at hand leaves it */
  constructor(snapshot: Snapshot, openGaps: Iterable<Gap> = []) {
    this.#snapshot = snapshot
    this.#openGaps = [...openGaps]
    for (const deployment of snapshot.ofKind('Deployment')) this.#paused.see({ before: undefined, after: deployment })
  }

  /** The fold as it was when `open` was asked: every later change gives what it would have given without the interruption. */
  static restore(open: Iterable<OpenRollout>, snapshot: Snapshot, openGaps: Iterable<Gap> = []): RolloutFold {
    const fold = new RolloutFold(snapshot, openGaps)
    for (const memory of open) fold.#add(new RolloutTracker(memory, snapshot), memory.story.ended === undefined)
    return fold
  }

  /**
   * The rollouts that a change says something new of, as they are after it. Changes come in `seq` order, each once.
   * @param applied what `Snapshot.apply` answered for it
   */
  apply(change: RecordedChange, applied: AppliedChange): Rollout[] {
    const request = rolloutRequest(applied, this.#snapshot)
    const current = this.#current.get(change.uid)
    const changed = this.#applyToAll(change, applied)
    if (request !== undefined && this.#isNew(request, current)) {
      const opened = RolloutTracker.open(request, change, this.#snapshot)
      for (const gap of this.#openGaps) opened.noteGap(gap)
      if (current) {
        current.supersede(momentOf(change), opened)
        changed.add(current)
      }
      this.#add(opened, true)
      changed.add(opened)
    }
    this.#paused.see(applied)
    return this.#handOut(changed)
  }

  /** A gap opened, or ended: the same gap again with its end. Told after the changes of the same commit. */
  noteGap(gap: Gap): Rollout[] {
    const isSame = (known: Gap) =>
      known.kind === gap.kind && known.namespace === gap.namespace && known.from === gap.from
    this.#openGaps = this.#openGaps.filter((known) => !isSame(known))
    if (gap.to === undefined) this.#openGaps.push(gap)
    const trackers = [...this.#trackers.values()].flatMap((set) => [...set])
    return this.#handOut(new Set(trackers.filter((tracker) => tracker.noteGap(gap))))
  }

  /** Rollouts under way, as they are now. */
  rollouts(): Rollout[] {
    return [...this.#trackers.values()].flatMap((set) => [...set].map((tracker) => tracker.rollout()))
  }

  /** What `restore` needs. */
  open(): OpenRollout[] {
    return [...this.#trackers.values()].flatMap((set) => [...set].map((tracker) => tracker.memory()))
  }

  /** What is resumed was requested before it was paused, by a fold that saw it or by one that did not. */
  #isNew(request: RolloutRequest, current: RolloutTracker | undefined): boolean {
    if (current) return !current.hasTemplate(request.workload.derived.templateFingerprint)
    return !(request.isResumed && this.#paused.wasRollingOut(request.workload, this.#snapshot))
  }

  #applyToAll(change: RecordedChange, applied: AppliedChange): Set<RolloutTracker> {
    const changed = new Set<RolloutTracker>()
    for (const tracker of this.#trackers.get(change.namespace ?? '') ?? []) {
      if (tracker.apply(change, applied)) changed.add(tracker)
      if (tracker.isOver) changed.add(tracker)
    }
    return changed
  }

  #add(tracker: RolloutTracker, isCurrent: boolean): void {
    const trackers = this.#trackers.get(tracker.namespace) ?? new Set()
    this.#trackers.set(tracker.namespace, trackers.add(tracker))
    if (isCurrent) this.#current.set(tracker.workloadUid, tracker)
  }

  #handOut(trackers: ReadonlySet<RolloutTracker>): Rollout[] {
    return [...trackers].map((tracker) => {
      if (tracker.isOver) this.#forget(tracker)
      return tracker.rollout()
    })
  }

  #forget(tracker: RolloutTracker): void {
    const trackers = this.#trackers.get(tracker.namespace)
    trackers?.delete(tracker)
    if (trackers?.size === 0) this.#trackers.delete(tracker.namespace)
    if (this.#current.get(tracker.workloadUid) === tracker) this.#current.delete(tracker.workloadUid)
  }
}
