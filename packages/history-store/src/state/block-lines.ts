import { StoreDamagedError } from '../errors.ts'
import { openLines } from '../format/packed-lines.ts'
import type { TextLines } from '../format/text-lines.ts'
import type { Connection, Query } from '../sqlite/connection.ts'

/** What the newest changes of a large cluster lie in. A block is some 30,000 bytes, and may be one huge change. */
const CACHED_BYTES = 16 * 1024 * 1024

interface Block {
  readonly firstSeq: number
  readonly lines: TextLines
}

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
  #bytes = 0
  #latest: Block | undefined

  /** @param most bytes of the blocks that are kept */
  constructor(connection: Connection, most = CACHED_BYTES) {
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

  #load(seq: number): Block | undefined {
    const [firstSeq, content] = this.#find.first(seq) ?? [0, undefined]
    if (content === undefined) return undefined
    this.#forget(firstSeq)
    const block = { firstSeq, lines: openLines(content) }
    this.#blocks.set(firstSeq, block)
    this.#bytes += block.lines.bytes
    this.#latest = block
    for (const oldest of this.#blocks.keys()) {
      if (this.#bytes <= this.#most) break
      this.#forget(oldest)
    }
    return block
  }

  #forget(firstSeq: number): void {
    this.#bytes -= this.#blocks.get(firstSeq)?.lines.bytes ?? 0
    this.#blocks.delete(firstSeq)
  }
}

function lineIn(block: Block | undefined, seq: number): string | undefined {
  return block?.lines.at(seq - block.firstSeq)
}
