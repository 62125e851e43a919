import type { SteppedRange } from '@portolan/pipeline/ports'
import type { Connection, Query } from '../sqlite/connection.ts'
import type { Places } from './places.ts'
import { SHELF_FILTER, shelfParameters } from './shelf-filter.ts'
import { stepStarts } from './steps.ts'

/**
 * Answers how many changes there were, step by step. A change is in the step in which the clock of the log stood.
 *
 * `seq` has no holes, so it costs finding where each step begins; in some namespaces also the sums of their shelves' blocks
 * there, and the changes of the two blocks at its ends.
 */
export class ChangeCounts {
  readonly #places: Places
  readonly #shelves: Query<[shelfId: number]>
  readonly #blockOf: Query<[firstSeq: number | null]>
  readonly #inBlocks: Query<[changes: number]>
  readonly #between: Query<[changes: number]>

  constructor(connection: Connection, places: Places) {
    this.#places = places
    this.#shelves = connection.query(`SELECT s.id FROM shelf s WHERE ${SHELF_FILTER}`)
    this.#blockOf = connection.query('SELECT max(first_seq) FROM block WHERE first_seq <= ?')
    this.#inBlocks = connection.query(
      `SELECT coalesce(sum(b.changes), 0) FROM json_each(:shelves) s
       CROSS JOIN shelf_block b ON b.shelf_id = s.value AND b.first_seq >= :from AND b.first_seq < :to`,
    )
    this.#between = connection.query(
      `SELECT count(*) FROM change WHERE seq >= :from AND seq < :to
         AND (:shelves IS NULL OR shelf_id IN (SELECT value FROM json_each(:shelves)))`,
    )
  }

  /** JSON of one number per step. */
  *read(range: SteppedRange): Generator<string, void> {
    const shelves = range.namespaces && JSON.stringify(this.#shelvesOf(range.namespaces))
    let seq = this.#places.firstAt(range.from)
    for (const start of stepStarts(range)) {
      const next = this.#places.firstAt(Math.min(start + range.stepMs, range.to), seq)
      yield String(this.#count(seq, next, shelves))
      seq = next
    }
  }

  #count(from: number, to: number, shelves: string | undefined): number {
    if (from === to) return 0
    if (shelves === undefined) {
      return this.#places.hasHoles ? (this.#between.first({ from, to, shelves: null })?.[0] ?? 0) : to - from
    }
    const [first, last] = [this.#blockAt(from), this.#blockAt(to)]
    const between = (from: number, to: number) =>
      from < to ? (this.#between.first({ from, to, shelves })?.[0] ?? 0) : 0
    if (first === last) return between(from, to)
    const whole = this.#inBlocks.first({ from: first, to: last, shelves })?.[0] ?? 0
    return whole - between(first, from) + between(last, to)
  }

  #blockAt(seq: number): number {
    return this.#blockOf.first(seq)?.[0] ?? 0
  }

  #shelvesOf(namespaces: readonly string[]): number[] {
    return this.#shelves.all({ ...shelfParameters({ namespaces }) }).map(([shelfId]) => shelfId)
  }
}
