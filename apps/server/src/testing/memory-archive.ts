import type { KeptRollout, RolloutArchive, RolloutFoldState, RolloutsQuery } from '@portolan/pipeline/ports'
import { isWanted, markOf, newestFirst } from '../rollouts/rollout-filter.ts'

/** Rollouts that are kept for as long as a test runs. */
export class MemoryArchive implements RolloutArchive {
  readonly kept = new Map<string, KeptRollout>()
  foldState: RolloutFoldState | undefined
  /** How often something was to be kept. */
  attempts = 0
  /** Thrown by the next calls that write. */
  failure: Error | undefined

  async state(): Promise<RolloutFoldState | undefined> {
    return this.foldState
  }

  async keep(rollouts: readonly KeptRollout[], state: RolloutFoldState): Promise<void> {
    this.attempts += 1
    if (this.failure !== undefined) throw this.failure
    for (const each of structuredClone(rollouts)) this.kept.set(each.rollout.id, each)
    this.foldState = structuredClone(state)
  }

  async clear(): Promise<void> {
    this.kept.clear()
    this.foldState = undefined
  }

  async rollouts(query: RolloutsQuery): Promise<readonly KeptRollout[]> {
    return newestFirst([...this.kept.values()].filter(({ rollout }) => isWanted(rollout, query))).slice(0, query.limit)
  }

  async marks(query: RolloutsQuery) {
    return (await this.rollouts(query)).map(({ rollout }) => markOf(rollout))
  }

  async rollout(id: string): Promise<KeptRollout | undefined> {
    return this.kept.get(id)
  }
}
