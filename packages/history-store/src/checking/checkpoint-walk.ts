import { StoreDamagedError } from '../errors.ts'
import type { Connection, Query } from '../sqlite/connection.ts'
import { applyPatch, unpackState } from '../state/checkpoint-content.ts'
import type { Findings } from './findings.ts'
import type { StateWalk } from './state-walk.ts'

/** Goes through all checkpoints in the order of the log, beside the changes, and compares each with the state there. */
export class CheckpointWalk {
  readonly #findings: Findings
  readonly #state: StateWalk
  readonly #places: Generator<[seq: number, id: number], void>
  readonly #checkpoint: Query<[shelfId: number, baseSeq: number | null, weight: number, content: Uint8Array]>
  readonly #base: Query<[content: Uint8Array]>
  #next: [seq: number, id: number] | undefined

  /** @param from first `seq` that is kept; a checkpoint before it is what the state began with */
  constructor(
    connection: Connection,
    { findings, state, from }: { findings: Findings; state: StateWalk; from: number },
  ) {
    this.#findings = findings
    this.#state = state
    this.#places = connection
      .query<[seq: number, id: number]>('SELECT seq, id FROM checkpoint WHERE seq >= ? ORDER BY seq, id')
      .each(from)
    this.#checkpoint = connection.query('SELECT shelf_id, base_seq, weight, content FROM checkpoint WHERE id = ?')
    this.#base = connection.query('SELECT content FROM checkpoint WHERE shelf_id = ? AND seq = ? AND base_seq IS NULL')
    this.#advance()
  }

  /** The state is that just after a `seq`. */
  reach(seq: number): void {
    for (; this.#next !== undefined && this.#next[0] <= seq; this.#advance()) this.#compare(this.#next)
  }

  /** All changes were walked. */
  finish(lastSeq: number): void {
    for (; this.#next !== undefined; this.#advance()) {
      const [seq] = this.#next
      this.#findings.add('broken-checkpoint', `A checkpoint is of change ${seq}, the log ends with ${lastSeq}.`, seq)
    }
  }

  #advance(): void {
    const { value, done } = this.#places.next()
    this.#next = done ? undefined : value
  }

  #compare([seq, id]: [seq: number, id: number]): void {
    const row = this.#checkpoint.first(id)
    const expected = row && this.#state.shelf(row[0])
    if (row === undefined || expected === undefined) return
    const [shelfId, baseSeq, weight, content] = row
    const texts = new Map(Array.from(expected, ([objectId, object]) => [objectId, JSON.stringify(object)]))
    const found = this.#unpack(seq, { shelfId, baseSeq, content })
    if (found === undefined) return
    const isAsFolded = found.size === texts.size && [...texts].every(([objectId, text]) => found.get(objectId) === text)
    const weighs = [...texts.values()].reduce((sum, text) => sum + text.length + 1, 0)
    if (isAsFolded && weight === weighs) return
    const message = `The checkpoint of shelf ${shelfId} at change ${seq} is not what the changes up to it make.`
    this.#findings.add('broken-checkpoint', message, seq)
  }

  #unpack(
    seq: number,
    {
      shelfId,
      baseSeq,
      content,
    }: { readonly shelfId: number; readonly baseSeq: number | null; readonly content: Uint8Array },
  ): Map<number, string> | undefined {
    try {
      if (baseSeq === null) return unpackState(content)
      const base = this.#base.first(shelfId, baseSeq)
      if (base !== undefined) return applyPatch(unpackState(base[0]), content)
      const message = `The checkpoint of shelf ${shelfId} at change ${seq} builds on one at change ${baseSeq}, which is not there.`
      this.#findings.add('broken-checkpoint', message, seq)
      return undefined
    } catch (error) {
      if (!(error instanceof StoreDamagedError)) throw error
      this.#findings.add('broken-checkpoint', `A checkpoint at change ${seq} cannot be read: ${error.message}`, seq)
      return undefined
    }
  }
}
