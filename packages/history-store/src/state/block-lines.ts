import { StoreDamagedError } from '../errors.ts'
import { unpackLines } from '../format/packed-lines.ts'
import type { Connection, Query } from '../sqlite/connection.ts'

/** What the newest changes of a large cluster lie in. A block is some 30,000 characters, and may be one huge change. */
const CACHED_CHARACTERS = 16 * 1024 * 1024

interface Block {
  readonly firstSeq: number
  readonly lines: readonly string[]
  readonly characters: number
}

const NO_BLOCK: Block = { firstSeq: 0, lines: [], characters: 0 }

/**
 * Lines of changes by `seq`.
 *
 * Keeps the blocks used last: neighbours in the log are asked for together. A block only ever grows, so what was read of it
 * stays true.
 */
export class BlockLines {
  readonly #find: Query<[firstSeq: number, content: Uint8Array]>
  readonly #most: number
  readonly #blocks = new Map<number, Block>()
  #characters = 0
  #latest = NO_BLOCK

  /** @param most characters of the blocks that are kept */
  constructor(connection: Connection, most = CACHED_CHARACTERS) {
    this.#most = most
    this.#find = connection.query(
      'SELECT first_seq, content FROM block WHERE first_seq <= ? ORDER BY first_seq DESC LIMIT 1',
    )
  }

  /**
   * @param firstSeq of the block that holds it, where the caller knows
   * @throws {StoreDamagedError} there is no such line
   */
  lineOf(seq: number, firstSeq?: number): string {
    const known = firstSeq === undefined ? this.#latest : this.#blocks.get(firstSeq)
    const line = lineIn(known, seq) ?? lineIn(this.#load(seq), seq)
    if (line !== undefined) return line
    throw new StoreDamagedError(`portolan.db is damaged: change ${seq} has no differences.`)
  }

  #load(seq: number): Block {
    const [firstSeq, content] = this.#find.first(seq) ?? [0, undefined]
    if (content === undefined) return NO_BLOCK
    this.#forget(firstSeq)
    const lines = unpackLines(content)
    const block = { firstSeq, lines, characters: lines.reduce((sum, { length }) => sum + length, 0) }
    this.#blocks.set(firstSeq, block)
    this.#characters += block.characters
    this.#latest = block
    for (const oldest of this.#blocks.keys()) {
      if (this.#characters <= this.#most) break
      this.#forget(oldest)
    }
    return block
  }

  #forget(firstSeq: number): void {
    this.#characters -= this.#blocks.get(firstSeq)?.characters ?? 0
    this.#blocks.delete(firstSeq)
  }
}

function lineIn(block: Block | undefined, seq: number): string | undefined {
  return block?.lines[seq - block.firstSeq]
}
