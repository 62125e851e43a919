import { StoreDamagedError } from '../errors.ts'
import { unpackLines } from '../format/packed-lines.ts'
import type { Connection, Query } from '../sqlite/connection.ts'

/** About 20 MB of text: what the newest changes of a large cluster lie in. */
const CACHED_BLOCKS = 512

interface Block {
  readonly firstSeq: number
  readonly lines: readonly string[]
}

/**
 * Lines of changes by `seq`.
 *
 * Keeps the blocks used last: neighbours in the log are asked for together. A block only ever grows, so what was read of it
 * stays true.
 */
export class BlockLines {
  readonly #find: Query<[firstSeq: number, content: Uint8Array]>
  readonly #cached: number
  readonly #blocks = new Map<number, Block>()
  #latest: Block = { firstSeq: 0, lines: [] }

  /** @param cached how many blocks are kept */
  constructor(connection: Connection, cached = CACHED_BLOCKS) {
    this.#cached = cached
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
    const block = { firstSeq, lines: content === undefined ? [] : unpackLines(content) }
    this.#blocks.delete(firstSeq)
    this.#blocks.set(firstSeq, block)
    this.#latest = block
    if (this.#blocks.size > this.#cached) this.#blocks.delete(this.#blocks.keys().next().value ?? 0)
    return block
  }
}

function lineIn(block: Block | undefined, seq: number): string | undefined {
  return block?.lines[seq - block.firstSeq]
}
