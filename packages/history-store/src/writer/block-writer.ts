import { packLines, unpackLines } from '../format/packed-lines.ts'
import type { Connection, Statement } from '../sqlite/connection.ts'

/** A block of this many bytes fills one page of 4 KiB with its row, and needs no second one. */
const CAPACITY = 4_040
/** Fuller than this is full enough: to find the last lines that would still fit costs more than it saves. */
const WELL_FILLED = 0.87 * CAPACITY
/** What is aimed at, so that a guess seldom fails to either side. */
const AIM = 0.94 * CAPACITY

interface Entry {
  readonly shelfId: number
  readonly line: string
}

/**
 * Puts the lines of consecutive changes into blocks.
 *
 * The last block stays open: each append adds to it and writes it again, until it fills a page. So blocks are full whether
 * changes come one by one or by the thousand.
 */
export class BlockWriter {
  readonly #write: Statement
  readonly #writeShelf: Statement
  #firstSeq: number
  #entries: Entry[]
  #storedEntries: number
  #characters = 0
  /** How many characters are likely to fill a block, as the last ones did. */
  #expected = 10 * AIM

  constructor(connection: Connection) {
    this.#write = connection.statement('INSERT OR REPLACE INTO block (first_seq, last_seq, content) VALUES (?, ?, ?)')
    this.#writeShelf = connection.statement(
      'INSERT OR REPLACE INTO shelf_block (shelf_id, first_seq, weight, changes) VALUES (?, ?, ?, ?)',
    )
    const open = openBlock(connection)
    this.#firstSeq = open.firstSeq
    this.#entries = open.entries
    this.#storedEntries = open.entries.length
    this.#characters = charactersOf(open.entries)
  }

  /** The line of the change with the next `seq`. It is written by the next `flush`, or before. */
  add(shelfId: number, line: string): void {
    this.#entries.push({ shelfId, line })
    this.#characters += line.length + 1
    if (this.#characters >= this.#expected) this.#fill()
  }

  /** The next line is that of a later change: what was added ends a block, and the next one begins there. */
  skipTo(seq: number): void {
    this.flush()
    this.#next(this.#entries.length)
    this.#firstSeq = seq
  }

  /** Write everything that was added. */
  flush(): void {
    while (this.#entries.length > this.#storedEntries) {
      const packed = this.#pack(this.#entries.length)
      if (packed.length > CAPACITY && this.#entries.length > 1) this.#close(packed.length)
      else this.#store(this.#entries.length, packed)
    }
  }

  /** About enough for a block: close it, or see how much more will fit. A line too large for any block gets one alone. */
  #fill(): void {
    const packed = this.#pack(this.#entries.length)
    this.#expected = Math.ceil((AIM * this.#characters) / packed.length)
    if (packed.length > CAPACITY && this.#entries.length > 1) this.#close(packed.length)
    else if (packed.length >= WELL_FILLED) {
      this.#store(this.#entries.length, packed)
      this.#next(this.#entries.length)
    }
  }

  /** Too much for one block: leave off lines until the rest fits, and begin the next block with those. */
  #close(packedLength: number): void {
    const least = Math.max(this.#storedEntries, 1)
    let count = this.#entries.length
    for (let length = packedLength; length > CAPACITY && count > least; ) {
      count = Math.max(least, Math.min(count - 1, Math.floor((count * AIM) / length)))
      if (count === this.#storedEntries) break
      const packed = this.#pack(count)
      length = packed.length
      if (length <= CAPACITY || count === least) this.#store(count, packed)
    }
    this.#next(count)
  }

  #pack(count: number): Uint8Array {
    return packLines(this.#entries.slice(0, count).map(({ line }) => line))
  }

  #store(count: number, packed: Uint8Array): void {
    this.#write.run(this.#firstSeq, this.#firstSeq + count - 1, packed)
    const entries = this.#entries.slice(0, count)
    const touched = new Set(entries.slice(this.#storedEntries).map(({ shelfId }) => shelfId))
    for (const shelfId of touched) {
      const own = entries.filter((entry) => entry.shelfId === shelfId)
      this.#writeShelf.run(shelfId, this.#firstSeq, charactersOf(own), own.length)
    }
    this.#storedEntries = count
  }

  #next(count: number): void {
    this.#entries = this.#entries.slice(count)
    this.#firstSeq += count
    this.#storedEntries = 0
    this.#characters = charactersOf(this.#entries)
  }
}

function charactersOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { line }) => sum + line.length + 1, 0)
}

/** The block that is written on; an empty one behind the end where the log is empty. */
function openBlock(connection: Connection): { readonly firstSeq: number; readonly entries: Entry[] } {
  const last = connection
    .query<[number, number, Uint8Array]>(
      'SELECT first_seq, last_seq, content FROM block ORDER BY first_seq DESC LIMIT 1',
    )
    .first()
  if (last === undefined) return { firstSeq: 1, entries: [] }
  const [firstSeq, lastSeq, content] = last
  const shelves = connection.query<[number]>('SELECT shelf_id FROM change WHERE seq BETWEEN ? AND ? ORDER BY seq')
  const lines = unpackLines(content)
  return {
    firstSeq,
    entries: shelves.all(firstSeq, lastSeq).map(([shelfId], index) => ({ shelfId, line: lines[index] ?? '' })),
  }
}
