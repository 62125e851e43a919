import type { RecordedChange, Rollout, WatchedObject } from '@portolan/domain'
import type { HistoryReader } from '@portolan/pipeline/ports'
import { BeforeHistoryError } from '../errors.ts'
import { ROLLOUT_KINDS } from './rollout-walk.ts'

/** What the lanes of Pods show beside what rollouts are told by. */
const KINDS = [...ROLLOUT_KINDS, 'Event'] as const
const PAGE = 2_000
/** What is remembered of the rollouts that were asked for last: so many of them, with so many objects and changes. */
const MAX_REMEMBERED = 16
const MAX_WEIGHT = 100_000

/** What one rollout is told from. */
export interface RolloutMaterial {
  /** All of its namespace, just before the request. */
  readonly objects: readonly WatchedObject[]
  /** Epoch ms. */
  readonly time: number
  /** Of its namespace, ascending, from the request on; there may be later ones than were asked for. */
  readonly changes: readonly RecordedChange[]
}

interface Remembered {
  readonly material: RolloutMaterial & { readonly changes: RecordedChange[] }
  /** All changes up to here are there. */
  reached: number
}

/** Reads what rollouts are told from. The last ones are remembered, so that of one under way only what is new is read. */
export class RolloutMaterials {
  readonly #reader: HistoryReader
  /** By id, in order of use. */
  readonly #remembered = new Map<string, Remembered>()

  constructor(reader: HistoryReader) {
    this.#reader = reader
  }

  /**
   * @param upTo `seq` up to which changes are needed
   * @throws {BeforeHistoryError} what was before the request is forgotten
   */
  async of(rollout: Rollout, upTo: number): Promise<RolloutMaterial> {
    const { id, workload } = rollout
    const known = this.#remembered.get(id) ?? (await this.#begin(rollout))
    this.#remembered.delete(id)
    this.#remembered.set(id, known)
    while (known.reached < upTo) {
      const range = { after: known.reached, before: upTo + 1, order: 'asc', limit: PAGE } as const
      const page = await this.#reader.changes({ ...range, kinds: KINDS, namespaces: [workload.namespace] })
      for (const change of page) known.material.changes.push(change)
      known.reached = page.length < PAGE ? upTo : (page.at(-1)?.seq ?? upTo)
    }
    this.#forgetOldest()
    return known.material
  }

  async #begin({ id, workload, requested }: Rollout): Promise<Remembered> {
    const before = requested.seq - 1
    const past = await this.#reader.objectsAt({ seq: before }, [workload.namespace])
    if (past === undefined)
      throw new BeforeHistoryError(`What was before rollout ${id} was requested is not kept any more.`)
    const objects = past.objects.filter(({ kind }) => (KINDS as readonly string[]).includes(kind))
    return { material: { objects, time: past.time, changes: [] }, reached: before }
  }

  #forgetOldest(): void {
    for (const [id] of [...this.#remembered].slice(0, -1)) {
      if (this.#remembered.size <= MAX_REMEMBERED && this.#weight() <= MAX_WEIGHT) return
      this.#remembered.delete(id)
    }
  }

  #weight(): number {
    const all = [...this.#remembered.values()]
    return all.reduce((sum, { material }) => sum + material.objects.length + material.changes.length, 0)
  }
}
