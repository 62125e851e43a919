import type { ChangeType } from '@portolan/domain'
import { CHANGE_TYPES } from '../format/words.ts'
import type { Connection, Query } from '../sqlite/connection.ts'
import type { BlockLines } from './block-lines.ts'

/** One change of an object. */
export interface ShelfStep {
  readonly objectId: number
  readonly type: ChangeType
  /** As `lineOf` has it (format/change-line.ts). */
  readonly line: string
}

/** From where on steps of a shelf are asked for. */
interface ShelfPlace {
  readonly shelfId: number
  /** Only changes behind this `seq`. */
  readonly from: number
}

/** Where the steps of a shelf lie. */
export interface StepsBehind extends ShelfPlace {
  /** First `seq` of each block that has some. */
  readonly blocks: readonly number[]
  /** Characters of the steps, or a little more. */
  readonly weight: number
}

/** The changes in a block, as JSON: of each its `seq`, object, type and shelf. */
type ChangesRow = [firstSeq: number, changes: string]
type ChangeColumns = readonly [seq: number, objectId: number, type: number, shelfId: number]

/** What happened on shelves. */
export class ShelfSteps {
  readonly #lines: BlockLines
  readonly #blocks: Query<[firstSeq: number, weight: number]>
  readonly #changes: Query<ChangesRow>

  constructor(connection: Connection, lines: BlockLines) {
    this.#lines = lines
    this.#blocks = connection.query(
      `SELECT first_seq, weight FROM shelf_block WHERE shelf_id = ?1 AND first_seq <= ?3
         AND first_seq >= coalesce((SELECT max(first_seq) FROM shelf_block WHERE shelf_id = ?1 AND first_seq <= ?2), 0)`,
    )
    // A text for each block is handed over, and parsed, in half the time of a row for each change. The cross join keeps blocks in
    // the order in which they are named: which table is the outer one is else for SQLite to choose.
    this.#changes = connection.query(
      `SELECT b.first_seq,
         (SELECT json_group_array(json_array(c.seq, c.object_id, c.type, c.shelf_id) ORDER BY c.seq)
          FROM change c
          WHERE c.seq BETWEEN b.first_seq AND min(b.last_seq, ?2) AND +c.shelf_id IN (SELECT value FROM json_each(?3)))
       FROM json_each(?1) j CROSS JOIN block b ON b.first_seq = j.value`,
    )
  }

  /** Find the steps of a shelf up to a `seq`. */
  find({ shelfId, from }: ShelfPlace, seq: number): StepsBehind {
    const rows = this.#blocks.all(shelfId, from, seq)
    const weight = rows.reduce((sum, [, ofBlock]) => sum + ofBlock, 0)
    return { shelfId, from, blocks: rows.map(([firstSeq]) => firstSeq), weight }
  }

  /** Steps of each shelf up to the same `seq`, oldest first; a block that has some of several is unpacked once. */
  read(places: readonly StepsBehind[], seq: number): Map<number, readonly ShelfStep[]> {
    const shelves = new Map(places.map(({ shelfId, from }) => [shelfId, { from, steps: [] as ShelfStep[] }]))
    const blocks = [...new Set(places.flatMap((place) => place.blocks))].sort((a, b) => a - b)
    const rows = this.#changes.all(JSON.stringify(blocks), seq, JSON.stringify([...shelves.keys()]))
    for (const [firstSeq, changes] of rows) {
      for (const [changeSeq, objectId, type, shelfId] of JSON.parse(changes) as ChangeColumns[]) {
        const shelf = shelves.get(shelfId)
        if (shelf === undefined || changeSeq <= shelf.from) continue
        shelf.steps.push(this.#stepOf({ objectId, type, seq: changeSeq, firstSeq }))
      }
    }
    return new Map(Array.from(shelves, ([shelfId, { steps }]) => [shelfId, steps]))
  }

  #stepOf(change: {
    readonly objectId: number
    readonly type: number
    readonly seq: number
    readonly firstSeq: number
  }): ShelfStep {
    const type = CHANGE_TYPES.word(change.type)
    const line = type === 'deleted' ? '' : this.#lines.lineOf(change.seq, change.firstSeq)
    return { objectId: change.objectId, type, line }
  }
}
