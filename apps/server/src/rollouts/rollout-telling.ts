import { type Rollout, type RolloutDetail, RolloutDetailFold, Snapshot } from '@portolan/domain'
import type { RolloutMaterial } from './rollout-materials.ts'
import { inTurns } from './turns.ts'

/** How far a fold is. */
interface Folded {
  readonly fold: RolloutDetailFold
  /** It counts the changes it was moved by. */
  readonly snapshot: Snapshot
  /** `seq` up to which changes are told. */
  readonly upTo: number
}

/** Tells of one rollout in detail. What is told later goes on from what was told before; what is told earlier is folded anew. */
export class RolloutTelling {
  readonly #material: RolloutMaterial
  #folded: Folded | undefined

  constructor(material: RolloutMaterial) {
    this.#material = material
  }

  /**
   * Everything about the rollout up to a change; one call at a time.
   *
   * @param rollout as it was just after that change
   * @param upTo `seq`, not before the request; the material has every change up to it
   */
  async detail(rollout: Rollout, upTo: number): Promise<RolloutDetail> {
    const known = this.#folded
    // A fold that fails half-way is not gone on with.
    this.#folded = undefined
    const { fold, snapshot } =
      known && known.upTo <= upTo && known.fold.goOnWith(rollout) ? known : this.#begun(rollout)
    for await (const change of inTurns(this.#changes(snapshot.seq, upTo))) {
      fold.apply(change, snapshot.apply({ ...change, seq: snapshot.seq + 1 }))
    }
    this.#folded = { fold, snapshot, upTo }
    return fold.detail()
  }

  /** The first change is the request: the fold begins with the objects after it. */
  #begun(rollout: Rollout): Pick<Folded, 'fold' | 'snapshot'> {
    const { objects, changes } = this.#material
    const snapshot = Snapshot.of(0, objects)
    for (const change of changes.slice(0, 1)) snapshot.apply({ ...change, seq: 1 })
    return { fold: new RolloutDetailFold(rollout, snapshot), snapshot }
  }

  /** @param after how many are told already */
  #changes(after: number, upTo: number): RolloutMaterial['changes'] {
    const { changes } = this.#material
    const end = changes.findIndex(({ seq }) => seq > upTo)
    return changes.slice(after, end === -1 ? undefined : end)
  }
}
