import type { Connection, Query, Statement } from '../sqlite/connection.ts'
import { packPatch, packState, type ShelfTexts, unpackState, weightOf } from '../state/checkpoint-content.ts'

/** A state lighter than this is read faster than what it would be a patch of. */
export const LEAST_WEIGHT = 16 * 1024
/** A patch that weighs more than this share of the state is not worth it, nor are those after it. */
const LARGE_PATCH = 1 / 2

/** A state, and the `seq` of the checkpoint that is this state and no patch. */
export interface WholeState {
  readonly seq: number
  readonly texts: ShelfTexts
}

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
  /** What it is a patch of; itself, where it stands by itself. */
  readonly base: WholeState
}

/** Writes checkpoints: patches of the last whole one where they are light, else whole ones. */
export class CheckpointWriter {
  readonly #insert: Statement
  readonly #lastWhole: Query<[seq: number]>
  readonly #content: Query<[content: Uint8Array]>

  constructor(connection: Connection) {
    this.#insert = connection.statement(
      'INSERT OR IGNORE INTO checkpoint (shelf_id, seq, base_seq, weight, content) VALUES (?, ?, ?, ?, ?)',
    )
    this.#lastWhole = connection.query(
      'SELECT seq FROM checkpoint WHERE shelf_id = ? AND seq <= ? AND base_seq IS NULL ORDER BY seq DESC LIMIT 1',
    )
    this.#content = connection.query(
      'SELECT content FROM checkpoint WHERE shelf_id = ? AND seq = ? AND base_seq IS NULL',
    )
  }

  /**
   * Written before anything else happens to the checkpoints of the shelf, except that those it does not build on may go.
   *
   * @param known the last whole one of the shelf, for whoever has it still; one that is the last no more is read again
   */
  draft(shelfId: number, { seq, texts }: WholeState, known?: WholeState): CheckpointDraft {
    const weight = weightOf(texts)
    const base = weight < LEAST_WEIGHT ? undefined : this.#base(shelfId, seq, known)
    const patch = base && packPatch(base.texts, texts)
    if (base === undefined || patch === undefined || patch.weight > LARGE_PATCH * weight) {
      return { shelfId, seq, baseSeq: null, weight, content: packState(texts), base: { seq, texts } }
    }
    return { shelfId, seq, baseSeq: base.seq, weight, content: patch.content, base }
  }

  /** @returns whether it was; `false` where there is one already */
  write({ shelfId, seq, baseSeq, weight, content }: CheckpointDraft): boolean {
    return this.#insert.run(shelfId, seq, baseSeq, weight, content) > 0
  }

  /** `undefined` where there is no whole one. */
  #base(shelfId: number, seq: number, known: WholeState | undefined): WholeState | undefined {
    const [baseSeq] = this.#lastWhole.first(shelfId, seq) ?? []
    if (baseSeq === undefined || baseSeq === known?.seq) return baseSeq === undefined ? undefined : known
    const [content] = this.#content.first(shelfId, baseSeq) ?? []
    return content && { seq: baseSeq, texts: unpackState(content) }
  }
}
