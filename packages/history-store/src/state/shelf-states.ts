import { StoreDamagedError } from '../errors.ts'
import type { Connection, Query } from '../sqlite/connection.ts'
import type { BlockLines } from './block-lines.ts'
import { applyPatch, unpackState } from './checkpoint-content.ts'
import { HeldObject } from './held-object.ts'
import { type ShelfStep, ShelfSteps, type StepsBehind } from './shelf-steps.ts'

/** Objects of one shelf by id, as they were just after one `seq`. */
export type ShelfState = ReadonlyMap<number, HeldObject>

/** The last checkpoint of a shelf, which is the state just after `from`, 0 where there is none; and what came after. */
interface Beginning extends StepsBehind {
  /** Of the checkpoint it is a patch of. */
  readonly baseSeq: number | null
}

/**
 * The changes of so many shelves are collected together, or of fewer that have so many characters of them: a block has changes
 * of many. At first it is few shelves, and then four times as many, so that whoever takes their objects has something to do.
 */
const TOGETHER = { firstShelves: 16, shelves: 1_024, characters: 8 * 1024 * 1024 }

/** What lay on a shelf at any `seq`: its last checkpoint before, and the changes since. */
export class ShelfStates {
  readonly #steps: ShelfSteps
  readonly #kind: Query<[kind: string]>
  readonly #last: Query<[seq: number, baseSeq: number | null]>
  readonly #content: Query<[content: Uint8Array]>

  constructor(connection: Connection, lines: BlockLines) {
    this.#steps = new ShelfSteps(connection, lines)
    this.#kind = connection.query('SELECT kind FROM shelf WHERE id = ?')
    this.#last = connection.query(
      'SELECT seq, base_seq FROM checkpoint WHERE shelf_id = ? AND seq <= ? ORDER BY seq DESC LIMIT 1',
    )
    this.#content = connection.query('SELECT content FROM checkpoint WHERE shelf_id = ? AND seq = ? AND base_seq IS ?')
  }

  /** Empty where nothing lay there. Two reads, as with `atEach`. */
  at(shelfId: number, seq: number): ShelfState {
    const [state = new Map()] = this.atEach([shelfId], seq)
    return state
  }

  /**
   * The same of many shelves, in their order. Only what changed is held of many at a time, and of one all the rest.
   *
   * Checkpoints are found first and read later: only within one read transaction of the caller, held until the last shelf was
   * taken, are they still there, and of one and the same log.
   *
   * @throws {StoreDamagedError} a checkpoint is gone
   */
  *atEach(shelfIds: readonly number[], seq: number): Generator<ShelfState> {
    let together: Beginning[] = []
    let characters = 0
    let most = TOGETHER.firstShelves
    for (const shelfId of shelfIds) {
      const beginning = this.#beginningOf(shelfId, seq)
      together.push(beginning)
      characters += beginning.weight
      if (together.length < most && characters < TOGETHER.characters) continue
      yield* this.#unfold(together, seq)
      together = []
      characters = 0
      most = Math.min(4 * most, TOGETHER.shelves)
    }
    yield* this.#unfold(together, seq)
  }

  *#unfold(beginnings: readonly Beginning[], seq: number): Generator<ShelfState> {
    const steps = this.#steps.read(beginnings, seq)
    for (const beginning of beginnings) yield this.#stateAfter(beginning, steps.get(beginning.shelfId) ?? [])
  }

  #beginningOf(shelfId: number, seq: number): Beginning {
    const [from, baseSeq] = this.#last.first(shelfId, seq) ?? [0, null]
    return { ...this.#steps.find({ shelfId, from }, seq), baseSeq }
  }

  #stateAfter(beginning: Beginning, steps: readonly ShelfStep[]): ShelfState {
    const kind = this.#kind.first(beginning.shelfId)?.[0] ?? ''
    const state = new Map<number, HeldObject>()
    for (const [id, text] of this.#textsAt(beginning)) state.set(id, new HeldObject(kind, text))
    for (const { objectId, type, line } of steps) {
      if (type === 'added') state.set(objectId, new HeldObject(kind, line))
      else if (type === 'modified') state.get(objectId)?.change(line)
      else state.delete(objectId)
    }
    return state
  }

  #textsAt({ shelfId, from, baseSeq }: Beginning): Map<number, string> {
    if (from === 0) return new Map()
    const content = this.#contentOf(shelfId, from, baseSeq)
    if (baseSeq === null) return unpackState(content)
    return applyPatch(unpackState(this.#contentOf(shelfId, baseSeq, null)), content)
  }

  #contentOf(shelfId: number, seq: number, baseSeq: number | null): Uint8Array {
    const [content] = this.#content.first(shelfId, seq, baseSeq) ?? []
    if (content !== undefined) return content
    throw new StoreDamagedError(`portolan.db is damaged: a checkpoint builds on one at change ${seq}, which is lost.`)
  }
}

/** JSON of each object. */
export function textsOf(state: ShelfState): Map<number, string> {
  return new Map(Array.from(state, ([id, object]) => [id, object.text]))
}
