import { assert } from '../assert.ts'
import type { KubernetesObject } from '../kubernetes/metadata.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { applyDifferences } from './apply-differences.ts'
import type { RecordedChange } from './change.ts'
import { type AppliedChange, Snapshot } from './snapshot.ts'
import type { Visibility } from './visibility.ts'

/** What a fold needs of a change. */
export type WalkedChange = Pick<
  RecordedChange,
  'seq' | 'observedAt' | 'change' | 'kind' | 'namespace' | 'name' | 'uid' | 'differences'
>

/** From some instant on, what was said of the absence of objects. */
export interface VisibilitySince {
  /** Epoch ms. */
  readonly from: number
  readonly scopes: readonly {
    readonly kind: WatchedKind
    readonly namespace?: string
    readonly visibility: Visibility
  }[]
}

/** A stretch of the log: how it begins, and what happened then. */
export interface WalkedStretch {
  /** The change after which the objects are so. */
  readonly seq: number
  readonly objects: Iterable<KubernetesObject>
  /** Every later one of these objects and of those that come beside them, oldest first; their times never fall. */
  readonly changes: readonly WalkedChange[]
  /** Oldest first; the first holds at the beginning. */
  readonly visibility: readonly VisibilitySince[]
}

interface Step extends Pick<AppliedChange, 'before' | 'after'> {
  readonly seq: number
  readonly time: number
}

/**
 * One snapshot that stands at any instant of a stretch, and is moved to another one by the changes between, forward and back.
 *
 * The objects of every instant are held, and what they have in common is held once.
 */
export class SnapshotWalk {
  readonly #snapshot: Snapshot
  readonly #seq: number
  readonly #steps: readonly Step[]
  readonly #visibility: readonly VisibilitySince[]
  /** So many steps are taken. */
  #taken: number
  #said: VisibilitySince | undefined

  /** @throws {BrokenInvariantError} a change does not follow from what is there */
  constructor({ seq, objects, changes, visibility }: WalkedStretch) {
    this.#snapshot = Snapshot.of(seq, objects)
    this.#seq = seq
    this.#visibility = visibility
    this.#steps = changes.map((change) => {
      const step = stepOf(this.#snapshot, change)
      this.#snapshot.moveTo(change.seq, [step])
      return step
    })
    this.#taken = this.#steps.length
  }

  /**
   * What was at the end of a millisecond of the stretch. The same snapshot each time: it is moved by the next call.
   *
   * @param time epoch ms; before the first change of the stretch: its beginning
   */
  at(time: number): Snapshot {
    const goal = this.#stepsUntil(time)
    const steps = this.#steps
    const between =
      goal < this.#taken ? steps.slice(goal, this.#taken).reverse().map(backwards) : steps.slice(this.#taken, goal)
    this.#snapshot.moveTo(steps[goal - 1]?.seq ?? this.#seq, between)
    this.#taken = goal
    this.#say(this.#visibility.findLast(({ from }) => from <= time) ?? this.#visibility[0])
    return this.#snapshot
  }

  #say(since: VisibilitySince | undefined): void {
    if (since === this.#said) return
    this.#said = since
    this.#snapshot.clearVisibility()
    for (const { kind, namespace, visibility } of since?.scopes ?? []) {
      this.#snapshot.setVisibility(kind, namespace, visibility)
    }
  }

  /** How many of them were taken at the end of a millisecond. */
  #stepsUntil(time: number): number {
    let low = 0
    let high = this.#steps.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#steps[middle]?.time ?? 0) <= time) low = middle + 1
      else high = middle
    }
    return low
  }
}

function stepOf(snapshot: Snapshot, { seq, observedAt, differences, ...change }: WalkedChange): Step {
  const before = snapshot.find(change.kind, change.namespace, change.name)
  assert(
    before?.metadata.uid === (change.change === 'added' ? undefined : change.uid),
    () => `Change ${seq}: ${change.kind} ${change.name} with uid ${change.uid} cannot be ${change.change}`,
  )
  const after = change.change === 'deleted' ? undefined : (applyDifferences(before, differences) as WatchedObject)
  return { seq, time: observedAt, before, after }
}

const backwards = ({ before, after }: Step) => ({ before: after, after: before })
