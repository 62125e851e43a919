import type {
  KeptRollout,
  RolloutArchive,
  RolloutFoldState,
  RolloutMark,
  RolloutsQuery,
} from '@portolan/pipeline/ports'
import type { LogFacts } from '../prisma/log-facts.ts'
import type { ReadingThreads } from '../reader/reading-threads.ts'
import type { ThreadedWriter } from '../writer/threaded-writer.ts'

export interface ArchiveParts {
  readonly threads: ReadingThreads
  readonly facts: LogFacts
  readonly writer: ThreadedWriter
}

/** Rollouts in the file of the log: written by the thread that writes it, read by those that read it. */
export class ThreadedArchive implements RolloutArchive {
  readonly #parts: ArchiveParts

  constructor(parts: ArchiveParts) {
    this.#parts = parts
  }

  async state(): Promise<RolloutFoldState | undefined> {
    const text = await this.#parts.facts.setting('rollouts-folded')
    return text === undefined ? undefined : (JSON.parse(text) as RolloutFoldState)
  }

  keep(rollouts: readonly KeptRollout[], state: RolloutFoldState): Promise<void> {
    return this.#parts.writer.keepRollouts(rollouts, state)
  }

  clear(): Promise<void> {
    return this.#parts.writer.clearRollouts()
  }

  async rollouts(query: RolloutsQuery): Promise<readonly KeptRollout[]> {
    const { items } = await this.#parts.threads.ask({ type: 'rollouts', query })
    return items as readonly KeptRollout[]
  }

  async marks(query: RolloutsQuery): Promise<readonly RolloutMark[]> {
    const { items } = await this.#parts.threads.ask({ type: 'rollout-marks', query })
    return items as readonly RolloutMark[]
  }

  async rollout(id: string): Promise<KeptRollout | undefined> {
    const { items } = await this.#parts.threads.ask({ type: 'rollout', id })
    return items[0] as KeptRollout | undefined
  }
}
