import { CHANGE_TYPES } from '../format/words.ts'
import type { Connection } from '../sqlite/connection.ts'
import type { Steps } from './steps.ts'

/** So many changes go at a time. */
const CHANGES_A_STEP = 400
/** So many blocks go at a time; each has about a page. */
const BLOCKS_A_STEP = 32

/**
 * Removes changes, their differences, and the objects that lived and died among them. Of an object that lives on, what a
 * restart needs to know of its last change is kept.
 */
export class ChangeSweep {
  readonly #connection: Connection
  readonly #statements: ReturnType<typeof prepare>

  constructor(connection: Connection) {
    this.#connection = connection
    this.#statements = prepare(connection)
  }

  /** @param keptFrom a block begins with it */
  *sweepBefore(keptFrom: number): Steps {
    for (;;) {
      const blocks = this.#statements.oldestBlocks.all(keptFrom, BLOCKS_A_STEP)
      if (blocks.length === 0) return
      yield this.#connection.transaction(() => this.#remove(blocks))
    }
  }

  /** As many of the blocks as a step may; of one with too many changes, some of those. @returns how many rows went */
  #remove(blocks: readonly (readonly [firstSeq: number, lastSeq: number])[]): number {
    const [first = 0] = this.#statements.oldestChange.first() ?? []
    const whole = blocks.filter(([, lastSeq]) => lastSeq < first + CHANGES_A_STEP)
    const lastSeq = whole.at(-1)?.[1]
    if (lastSeq === undefined) return this.#removeChanges(first, first + CHANGES_A_STEP - 1)
    const isBegun = blocks[0]?.[0] !== first
    const shelves = isBegun ? this.#statements.allShelves : this.#statements.shelvesOf
    const rows = shelves.all(first, lastSeq).map(([shelfId]) => this.#statements.dropShelfBlocks.run(shelfId, lastSeq))
    const blocksGone = this.#statements.dropBlocks.run(lastSeq)
    return rows.reduce((sum, count) => sum + count, blocksGone) + this.#removeChanges(first, lastSeq)
  }

  #removeChanges(first: number, last: number): number {
    const { keepVersions, dropVersions, dropRecurrences, dropObjects, dropChanges } = this.#statements
    return [keepVersions, dropVersions, dropRecurrences, dropObjects, dropChanges]
      .map((statement) => statement.run(first, last))
      .reduce((sum, count) => sum + count, 0)
  }
}

function prepare(connection: Connection) {
  const deleted = `SELECT object_id FROM change WHERE seq BETWEEN ?1 AND ?2 AND type = ${CHANGE_TYPES.number('deleted')}`
  return {
    oldestBlocks: connection.query<[firstSeq: number, lastSeq: number]>(
      'SELECT first_seq, last_seq FROM block WHERE first_seq < ? ORDER BY first_seq LIMIT ?',
    ),
    oldestChange: connection.query<[seq: number]>('SELECT seq FROM change ORDER BY seq LIMIT 1'),
    shelvesOf: connection.query<[shelfId: number]>('SELECT DISTINCT shelf_id FROM change WHERE seq BETWEEN ?1 AND ?2'),
    /** Changes of the first block are gone already, and nobody knows of which shelves. */
    allShelves: connection.query<[shelfId: number]>('SELECT id FROM shelf WHERE ?1 <= ?2'),
    dropShelfBlocks: connection.statement('DELETE FROM shelf_block WHERE shelf_id = ? AND first_seq <= ?'),
    dropBlocks: connection.statement('DELETE FROM block WHERE first_seq <= ?'),
    keepVersions: connection.statement(
      `INSERT OR REPLACE INTO forgotten_version (object_id, seq, resource_version, resource_version_text)
       SELECT c.object_id, c.seq, c.resource_version, c.resource_version_text FROM change c
       WHERE c.seq BETWEEN ?1 AND ?2 AND c.type <> ${CHANGE_TYPES.number('deleted')}
         AND NOT EXISTS (SELECT 1 FROM change later WHERE later.object_id = c.object_id AND later.seq > c.seq)`,
    ),
    dropVersions: connection.statement(`DELETE FROM forgotten_version WHERE object_id IN (${deleted})`),
    dropRecurrences: connection.statement(`DELETE FROM event_recurrence WHERE object_id IN (${deleted})`),
    dropObjects: connection.statement(`DELETE FROM object WHERE id IN (${deleted})`),
    dropChanges: connection.statement('DELETE FROM change WHERE seq BETWEEN ?1 AND ?2'),
  }
}
