import { MalformedAnswerError } from '../errors.ts'

const NEWLINE = 10

/**
 * Cuts a byte stream into lines.
 *
 * Bytes are joined before they are decoded, so a character that is split between two chunks survives. What follows the last
 * newline waits for the rest and is never given out as a line of its own.
 */
export class LineSplitter {
  readonly #maxLineBytes: number
  readonly #trim: (line: Buffer) => Buffer
  #pieces: Buffer[] = []
  #pieceBytes = 0

  /** @param trim what of a line is wanted; it may write over the line */
  constructor(maxLineBytes: number, trim = (line: Buffer): Buffer => line) {
    this.#maxLineBytes = maxLineBytes
    this.#trim = trim
  }

  /** Bytes of a line whose end has not arrived. */
  get unfinishedBytes(): number {
    return this.#pieceBytes
  }

  /**
   * The lines that this chunk completes, in order, without their newlines; empty lines are left out.
   * @throws {MalformedAnswerError} a line is longer than allowed
   */
  push(chunk: Buffer): string[] {
    const lines: string[] = []
    let start = 0
    let end = chunk.indexOf(NEWLINE)
    if (end >= 0 && this.#pieceBytes > 0) {
      this.#keep(chunk.subarray(0, end))
      lines.push(this.#joined())
      start = end + 1
      end = chunk.indexOf(NEWLINE, start)
    }
    while (end >= 0) {
      if (end > start) lines.push(this.#trim(chunk.subarray(start, end)).toString('utf8'))
      start = end + 1
      end = chunk.indexOf(NEWLINE, start)
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start))
    return lines
  }

  #keep(piece: Buffer): void {
    this.#pieces.push(piece)
    this.#pieceBytes += piece.length
    if (this.#pieceBytes <= this.#maxLineBytes) return
    throw new MalformedAnswerError(`the API server sent a line of more than ${this.#maxLineBytes} bytes`)
  }

  #joined(): string {
    const line = this.#trim(Buffer.concat(this.#pieces, this.#pieceBytes)).toString('utf8')
    this.#pieces = []
    this.#pieceBytes = 0
    return line
  }
}
