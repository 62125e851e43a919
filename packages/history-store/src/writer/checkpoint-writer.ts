import type { Connection, Query, Statement } from '../sqlite/connection.ts'
import { packPatch, packState, type ShelfTexts, unpackState, weightOf } from '../state/checkpoint-content.ts'

/** A state lighter than this is read faster than what it would be a patch of. */
export const LEAST_WEIGHT = 16 * 1024
/** A patch that weighs more than this share of the state is not worth it, nor are those after it. */
const LARGE_PATCH = 1 / 2

/** A checkpoint as it will be written. */
export interface CheckpointDraft {
  readonly shelfId: number
  /** It is the state just after this change. */
  readonly seq: number
  /** Of the one it is a patch of; `null` where it stands by itself. */
  readonly baseSeq: number | null
  /** Characters of the state. */
  readonly weight: number
  readonly content: Uint8Array
}

/** Writes checkpoints: patches of the last whole one where they are light, else whole ones. */
export class CheckpointWriter {
  readonly #insert: Statement
  readonly #lastWhole: Query<[seq: number, content: Uint8Array]>

  constructor(connection: Connection) {
    this.#insert = connection.statement(
      'INSERT OR IGNORE INTO checkpoint (shelf_id, seq, base_seq, weight, content) VALUES (?, ?, ?, ?, ?)',
    )
    this.#lastWhole = connection.query(
      `SELECT seq, content FROM checkpoint WHERE shelf_id = ? AND seq <= ? AND base_seq IS NULL
       ORDER BY seq DESC LIMIT 1`,
    )
  }

  /** Written before anything else happens to the checkpoints of the shelf, except that those it does not build on may go. */
  draft(shelfId: number, seq: number, texts: ShelfTexts): CheckpointDraft {
    const weight = weightOf(texts)
    const patch = weight < LEAST_WEIGHT ? undefined : this.#patch(shelfId, { seq, texts, weight })
    return { shelfId, seq, weight, ...(patch ?? { baseSeq: null, content: packState(texts) }) }
  }

  /** Nothing, where the shelf has one at that place. */
  write({ shelfId, seq, baseSeq, weight, content }: CheckpointDraft): void {
    this.#insert.run(shelfId, seq, baseSeq, weight, content)
  }

  /** `undefined` where a whole one is due. */
  #patch(
    shelfId: number,
    { seq, texts, weight }: { readonly seq: number; readonly texts: ShelfTexts; readonly weight: number },
  ): Pick<CheckpointDraft, 'baseSeq' | 'content'> | undefined {
    const [baseSeq, base] = this.#lastWhole.first(shelfId, seq) ?? []
    if (baseSeq === undefined || base === undefined) return undefined
    const patch = packPatch(unpackState(base), texts)
    return patch.weight > LARGE_PATCH * weight ? undefined : { baseSeq, content: patch.content }
  }
}
