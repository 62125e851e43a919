import type { Rollout, RolloutDetail } from '@portolan/domain'
import type { HistoryReader } from '@portolan/pipeline/ports'
import { BeforeHistoryError } from '../errors.ts'
import { ReadingQueue } from '../reading/reading-queue.ts'
import { type RolloutMaterial, RolloutMaterials } from './rollout-materials.ts'
import { RolloutTelling } from './rollout-telling.ts'
import { RolloutWalk } from './rollout-walk.ts'
import { inTurns } from './turns.ts'

/** What was told of a rollout the last time, and what is told next from. */
interface Told {
  readonly telling: RolloutTelling
  readonly upTo: number
  /** `Rollout.coverage`: gaps are told without a change. */
  readonly coverage: number
  readonly text: string
}

/**
 * Single rollouts, folded anew from the log: as they were at an instant, and with the way of each Pod. One at a time.
 *
 * Of a detail its text is remembered, and where its fold stands: of a rollout under way only what is new is folded.
 */
export class RolloutReplays {
  readonly #reader: HistoryReader
  readonly #textOf: (detail: RolloutDetail) => string
  readonly #materials: RolloutMaterials
  readonly #queue = new ReadingQueue()
  readonly #told = new WeakMap<RolloutMaterial, Told>()

  /** @param textOf how a detail is told */
  constructor(reader: HistoryReader, textOf: (detail: RolloutDetail) => string) {
    this.#reader = reader
    this.#textOf = textOf
    this.#materials = new RolloutMaterials(reader)
  }

  /**
   * A rollout as it was just after a change.
   *
   * @param rollout as it was at any later time
   * @throws {BeforeHistoryError} its request is forgotten. @throws {TooManyReadersError | ClientGoneError}
   */
  rolloutAt(rollout: Rollout, upTo: number, signal?: AbortSignal): Promise<Rollout> {
    return this.#queue.add(() => this.#rolloutAt(rollout, upTo)).awaited(signal)
  }

  /**
   * Everything about a rollout up to a change, as text.
   *
   * @param rollout as it was just after that change
   * @throws as `rolloutAt`
   */
  detailOf(rollout: Rollout, upTo: number, signal?: AbortSignal): Promise<string> {
    return this.#queue.add(() => this.#detailOf(rollout, upTo)).awaited(signal)
  }

  async #rolloutAt(later: Rollout, upTo: number): Promise<Rollout> {
    const { id, requested } = later
    const { objects, time, changes } = await this.#materials.of(later, upTo)
    const told = changes.filter(({ seq }) => seq <= upTo)
    const endsAt = told.at(-1)?.observedAt ?? requested.at
    const gaps = await this.#reader.gaps({ from: requested.notBefore, to: endsAt + 1 })
    const walk = new RolloutWalk({ seq: requested.seq - 1, time, objects, gaps })
    let found: Rollout | undefined
    for await (const change of inTurns(told)) {
      found = walk.apply(change).rollouts.find((rollout) => rollout.id === id) ?? found
    }
    walk.endAt(endsAt)
    const rollout = walk.rollouts().find((running) => running.id === id) ?? found
    if (rollout !== undefined) return rollout
    throw new BeforeHistoryError(`How rollout ${id} was then cannot be told from the log any more.`)
  }

  async #detailOf(rollout: Rollout, upTo: number): Promise<string> {
    const material = await this.#materials.of(rollout, upTo)
    const told = this.#told.get(material)
    if (told?.upTo === upTo && told.coverage === rollout.coverage) return told.text
    const telling = told?.telling ?? new RolloutTelling(material)
    const text = this.#textOf(await telling.detail(rollout, upTo))
    this.#told.set(material, { telling, upTo, coverage: rollout.coverage, text })
    return text
  }
}
