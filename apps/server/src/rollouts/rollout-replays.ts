import { setImmediate } from 'node:timers/promises'
import { type RecordedChange, type Rollout, type RolloutDetail, RolloutDetailFold, Snapshot } from '@portolan/domain'
import type { HistoryReader } from '@portolan/pipeline/ports'
import { BeforeHistoryError } from '../errors.ts'
import { ReadingQueue } from '../reading/reading-queue.ts'
import { type RolloutMaterial, RolloutMaterials } from './rollout-materials.ts'
import { RolloutWalk } from './rollout-walk.ts'

/** Changes that are folded in one turn; others are served in between. */
const SLICE = 500

/** What was told of a rollout the last time. */
interface Told {
  readonly upTo: number
  /** `Rollout.coverage`: gaps are told without a change. */
  readonly coverage: number
  readonly text: string
}

/**
 * Single rollouts, folded anew from the log: as they were at an instant, and with the way of each Pod. One at a time.
 *
 * Of a detail its text is remembered: to tell of 500 Pods takes longer than to fold them.
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
    for await (const change of inSlices(told)) {
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
    const text = this.#textOf(await detailFrom(material, rollout, upTo))
    this.#told.set(material, { upTo, coverage: rollout.coverage, text })
    return text
  }
}

/** The first change is the request: the fold begins with the objects after it. */
async function detailFrom(
  { objects, changes }: RolloutMaterial,
  rollout: Rollout,
  upTo: number,
): Promise<RolloutDetail> {
  const snapshot = Snapshot.of(0, objects)
  let fold: RolloutDetailFold | undefined
  for await (const change of inSlices(changes)) {
    if (change.seq > upTo) break
    const applied = snapshot.apply({ ...change, seq: snapshot.seq + 1 })
    if (fold === undefined) fold = new RolloutDetailFold(rollout, snapshot)
    else fold.apply(change, applied)
  }
  return (fold ?? new RolloutDetailFold(rollout, snapshot)).detail()
}

async function* inSlices(changes: readonly RecordedChange[]): AsyncGenerator<RecordedChange> {
  for (const [index, change] of changes.entries()) {
    if (index % SLICE === SLICE - 1) await setImmediate()
    yield change
  }
}
