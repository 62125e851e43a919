import type { Gap } from '../history/gap.ts'
import { blinds, blindTimes, judgedKinds } from './blind-time.ts'
import type { RolloutStory } from './open-rollout.ts'
import type { BlindTime } from './rollout-types.ts'

/** Stretches in which something of a rollout may have happened unseen. */
export class RolloutGaps {
  readonly #gaps: Gap[]

  constructor(gaps: readonly Gap[]) {
    this.#gaps = [...gaps]
  }

  /** A gap opened, or ended: the same gap again with its end. @returns whether it blinds to this rollout */
  note(gap: Gap, { workload: { kind, namespace } }: RolloutStory): boolean {
    if (!blinds(gap, namespace, judgedKinds(kind))) return false
    const same = this.#gaps.findIndex(
      (known) => known.kind === gap.kind && known.namespace === gap.namespace && known.from === gap.from,
    )
    this.#gaps.splice(same < 0 ? this.#gaps.length : same, 1, gap)
    return true
  }

  /** As far as they lie in a rollout: one that outlasts it ends with it. @param upTo epoch ms, of one that is under way */
  blind({ ended, requested }: RolloutStory, upTo: number): BlindTime[] {
    const span = { from: requested.notBefore, to: ended?.at ?? upTo }
    const blind = blindTimes(this.#gaps, span)
    return ended ? blind.map((stretch) => ({ ...stretch, to: stretch.to ?? span.to })) : blind
  }

  memory(): Gap[] {
    return [...this.#gaps]
  }
}
