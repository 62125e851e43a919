import { StoreDamagedError } from '../errors.ts'
import { unpackLines } from '../format/packed-lines.ts'
import type { Connection, Query } from '../sqlite/connection.ts'
import type { Findings } from './findings.ts'

type BlockRow = [firstSeq: number, lastSeq: number, content: Uint8Array]

interface Block {
  readonly firstSeq: number
  readonly lastSeq: number
  /** Absent where they cannot be read. */
  readonly lines: readonly string[] | undefined
  /** Characters of the lines of each shelf, as far as the changes were walked. */
  readonly weights: Map<number, number>
}

/** Goes through all blocks in order, beside the changes; checks that they cover them exactly, and the index over them. */
export class BlockWalk {
  readonly #findings: Findings
  readonly #blocks: Generator<BlockRow, void>
  readonly #indexed: Query<[weight: number]>
  readonly #countIndexed: Query<[rows: number]>
  #block: Block | undefined
  /** The `seq` that is covered next. */
  #due: number
  readonly #from: number
  #isBegun = false
  #isReadable = true
  #indexRows = 0

  /** @param from first `seq` that is kept; a block may begin before it */
  constructor(connection: Connection, findings: Findings, from: number) {
    this.#findings = findings
    this.#from = from
    this.#due = from
    this.#blocks = connection
      .query<BlockRow>(
        `SELECT first_seq, last_seq, content FROM block
         WHERE first_seq >= (SELECT coalesce(max(first_seq), 0) FROM block WHERE first_seq <= ?) ORDER BY first_seq`,
      )
      .each(from)
    this.#indexed = connection.query('SELECT weight FROM shelf_block WHERE shelf_id = ? AND first_seq = ?')
    this.#countIndexed = connection.query('SELECT count(*) FROM shelf_block WHERE first_seq >= ?')
  }

  /** The line of a change; changes are asked for in order. `undefined` where there is none, which is reported. */
  lineOf(seq: number, shelfId: number): string | undefined {
    while (this.#block === undefined || this.#block.lastSeq < seq) if (!this.#advance()) break
    const block = this.#block
    if (block === undefined || seq < block.firstSeq || seq > block.lastSeq) {
      this.#findings.add('broken-block', `Change ${seq} lies in no block.`, seq)
      return undefined
    }
    const line = block.lines?.[seq - block.firstSeq]
    if (line !== undefined) block.weights.set(shelfId, (block.weights.get(shelfId) ?? 0) + line.length + 1)
    return line
  }

  /** All changes were walked: nothing may be left. */
  finish(lastSeq: number): void {
    while (this.#advance());
    if (this.#isBegun && this.#due !== lastSeq + 1) {
      this.#findings.add('broken-block', `Blocks end with change ${this.#due - 1}, the log with ${lastSeq}.`, lastSeq)
    }
    const indexed = this.#countIndexed.first(this.#from)?.[0] ?? 0
    if (this.#isReadable && indexed > this.#indexRows) {
      const more = indexed - this.#indexRows
      this.#findings.add('broken-block', `The index over blocks has ${more} entries that no block explains.`)
    }
  }

  #advance(): boolean {
    if (this.#block) this.#checkIndex(this.#block)
    this.#block = undefined
    const { value, done } = this.#blocks.next()
    if (done) return false
    const [firstSeq, lastSeq, content] = value
    if (this.#isBegun ? firstSeq !== this.#due : firstSeq > this.#due) {
      const message = `The block of change ${firstSeq} begins where ${this.#due} is due.`
      this.#findings.add('broken-block', message, firstSeq)
    }
    this.#isBegun = true
    this.#due = lastSeq + 1
    this.#block = { firstSeq, lastSeq, lines: this.#unpack(firstSeq, lastSeq, content), weights: new Map() }
    return true
  }

  #unpack(firstSeq: number, lastSeq: number, content: Uint8Array): readonly string[] | undefined {
    try {
      const lines = unpackLines(content)
      if (lines.length === lastSeq - firstSeq + 1) return lines
      const message = `The block of changes ${firstSeq} to ${lastSeq} holds ${lines.length} of them.`
      this.#findings.add('broken-block', message, firstSeq)
      return lines
    } catch (error) {
      if (!(error instanceof StoreDamagedError)) throw error
      const message = `The block of changes ${firstSeq} to ${lastSeq} cannot be read: ${error.message}`
      this.#findings.add('broken-block', message, firstSeq)
      this.#isReadable = false
      return undefined
    }
  }

  /** Of a block that begins before what is kept, not all was walked. */
  #checkIndex({ firstSeq, lines, weights }: Block): void {
    if (lines === undefined || firstSeq < this.#from) return
    for (const [shelfId, weight] of weights) {
      const indexed = this.#indexed.first(shelfId, firstSeq)?.[0]
      if (indexed !== undefined) this.#indexRows++
      if (indexed === weight) continue
      const message = `The index over blocks says ${indexed ?? 'nothing'} of shelf ${shelfId} in the block of change ${firstSeq}, where ${weight} characters are.`
      this.#findings.add('broken-block', message, firstSeq)
    }
  }
}
