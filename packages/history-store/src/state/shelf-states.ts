import { StoreDamagedError } from '../errors.ts'
import { CHANGE_TYPES } from '../format/words.ts'
import type { Connection, Query } from '../sqlite/connection.ts'
import type { BlockLines } from './block-lines.ts'
import { applyPatch, unpackState } from './checkpoint-content.ts'
import { HeldObject } from './held-object.ts'

/** Objects of one shelf by id, as they were just after one `seq`. */
export type ShelfState = ReadonlyMap<number, HeldObject>

type CheckpointRow = [seq: number, baseSeq: number | null, weight: number, content: Uint8Array]
type ChangeRow = [seq: number, objectId: number, type: number, firstSeqOfBlock: number]

/** Shelves are unfolded together until there are so many, or their checkpoints have so many characters. */
const TOGETHER = { shelves: 128, characters: 16 * 1024 * 1024 }

type BlockRow = [firstSeq: number]
type ChangeOfBlockRow = [seq: number, objectId: number, type: number, shelfId: number]

/** A state that is being unfolded. */
interface Unfolding {
  readonly kind: string
  /** It was so just after this `seq`. */
  readonly from: number
  /** Characters it had then. */
  readonly weight: number
  readonly state: Map<number, HeldObject>
}

/** What lay on a shelf at any `seq`: its last checkpoint before, and the changes since. */
export class ShelfStates {
  readonly #lines: BlockLines
  readonly #kind: Query<[kind: string]>
  readonly #checkpoint: Query<CheckpointRow>
  readonly #changes: Query<ChangeRow>
  readonly #blocks: Query<BlockRow>
  readonly #changesOfBlock: Query<ChangeOfBlockRow>

  constructor(connection: Connection, lines: BlockLines) {
    this.#lines = lines
    this.#kind = connection.query('SELECT kind FROM shelf WHERE id = ?')
    this.#checkpoint = connection.query(
      'SELECT seq, base_seq, weight, content FROM checkpoint WHERE shelf_id = ? AND seq <= ? ORDER BY seq DESC LIMIT 1',
    )
    this.#changes = connection.query(
      `SELECT c.seq, c.object_id, c.type, b.first_seq
       FROM shelf_block s
       JOIN block b ON b.first_seq = s.first_seq
       JOIN change c ON c.seq BETWEEN b.first_seq AND b.last_seq
       WHERE s.shelf_id = ?1 AND s.first_seq <= ?3
         AND s.first_seq >= coalesce((SELECT max(first_seq) FROM shelf_block WHERE shelf_id = ?1 AND first_seq <= ?2), 0)
         AND c.seq > ?2 AND c.seq <= ?3 AND c.shelf_id = ?1
       ORDER BY s.first_seq, c.seq`,
    )
    this.#blocks = connection.query(
      `SELECT first_seq FROM shelf_block WHERE shelf_id = ?1 AND first_seq <= ?3
         AND first_seq >= coalesce((SELECT max(first_seq) FROM shelf_block WHERE shelf_id = ?1 AND first_seq <= ?2), 0)`,
    )
    this.#changesOfBlock = connection.query(
      `SELECT c.seq, c.object_id, c.type, c.shelf_id FROM block b
       JOIN change c ON c.seq BETWEEN b.first_seq AND min(b.last_seq, ?2)
       WHERE b.first_seq = ?1 AND +c.shelf_id IN (SELECT value FROM json_each(?3)) ORDER BY c.seq`,
    )
  }

  at(shelfId: number, seq: number): ShelfState {
    const unfolding = this.#begin(shelfId, seq)
    for (const [changeSeq, objectId, type, firstSeq] of this.#changes.all(shelfId, unfolding.from, seq)) {
      this.#apply(unfolding, objectId, { type, seq: changeSeq, firstSeq })
    }
    return unfolding.state
  }

  /** The same of many shelves, in their order: a block that holds changes of several is unpacked for all of them at once. */
  *atEach(shelfIds: readonly number[], seq: number): Generator<ShelfState> {
    const together = new Map<number, Unfolding>()
    let characters = 0
    for (const shelfId of shelfIds) {
      const unfolding = this.#begin(shelfId, seq)
      together.set(shelfId, unfolding)
      characters += unfolding.weight
      if (together.size < TOGETHER.shelves && characters < TOGETHER.characters) continue
      yield* this.#unfold(together, seq)
      together.clear()
      characters = 0
    }
    yield* this.#unfold(together, seq)
  }

  *#unfold(unfoldings: ReadonlyMap<number, Unfolding>, seq: number): Generator<ShelfState> {
    const shelves = JSON.stringify([...unfoldings.keys()])
    for (const firstSeq of this.#blocksOf(unfoldings, seq)) {
      this.#applyChanges(unfoldings, firstSeq, this.#changesOfBlock.all(firstSeq, seq, shelves))
    }
    for (const { state } of unfoldings.values()) yield state
  }

  #begin(shelfId: number, seq: number): Unfolding {
    const kind = this.#kind.first(shelfId)?.[0] ?? ''
    const row = this.#checkpoint.first(shelfId, seq)
    if (row === undefined) return { kind, from: 0, weight: 0, state: new Map() }
    const state = new Map<number, HeldObject>()
    for (const [id, text] of this.#texts(shelfId, row)) state.set(id, new HeldObject(kind, text))
    const [from, , weight] = row
    return { kind, from, weight, state }
  }

  #texts(shelfId: number, [seq, baseSeq, , content]: CheckpointRow): Map<number, string> {
    if (baseSeq === null) return unpackState(content)
    const base = this.#checkpoint.first(shelfId, baseSeq)
    if (base?.[0] === baseSeq && base[1] === null) return applyPatch(unpackState(base[3]), content)
    throw new StoreDamagedError(`portolan.db is damaged: the checkpoint at change ${seq} has lost what it builds on.`)
  }

  /** Blocks with changes behind the checkpoints, oldest first. */
  #blocksOf(unfoldings: ReadonlyMap<number, Unfolding>, seq: number): number[] {
    const blocks = new Set<number>()
    for (const [shelfId, { from }] of unfoldings) {
      for (const [firstSeq] of this.#blocks.all(shelfId, from, seq)) blocks.add(firstSeq)
    }
    return [...blocks].sort((a, b) => a - b)
  }

  #applyChanges(
    unfoldings: ReadonlyMap<number, Unfolding>,
    firstSeq: number,
    changes: readonly ChangeOfBlockRow[],
  ): void {
    for (const [seq, objectId, type, shelfId] of changes) {
      const unfolding = unfoldings.get(shelfId)
      if (unfolding === undefined || seq <= unfolding.from) continue
      this.#apply(unfolding, objectId, { type, seq, firstSeq })
    }
  }

  #apply(
    { kind, state }: Unfolding,
    objectId: number,
    change: { readonly type: number; readonly seq: number; readonly firstSeq: number },
  ): void {
    switch (CHANGE_TYPES.word(change.type)) {
      case 'added':
        state.set(objectId, new HeldObject(kind, this.#lines.lineOf(change.seq, change.firstSeq)))
        return
      case 'modified':
        state.get(objectId)?.change(this.#lines.lineOf(change.seq, change.firstSeq))
        return
      case 'deleted':
        state.delete(objectId)
    }
  }
}

/** JSON of each object. */
export function textsOf(state: ShelfState): Map<number, string> {
  return new Map(Array.from(state, ([id, object]) => [id, object.text]))
}
