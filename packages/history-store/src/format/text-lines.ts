const NEWLINE = 0x0a

/**
 * The lines of a UTF-8 text; a line becomes a string when it is asked for, and one of its own.
 *
 * The text as one string would cost more than all of its lines: where it has more than 128 KiB it lies in pages of its own, and to
 * get those from the kernel takes ten times what writing them does; where it has less, it is copied for as long as a line is held.
 */
export class TextLines implements Iterable<string> {
  readonly #text: Buffer
  /** Where lines begin, as far as anybody asked; behind the last line, one more. */
  readonly #starts = [0]

  constructor(text: Buffer) {
    this.#text = text
  }

  /** Of the text. */
  get bytes(): number {
    return this.#text.length
  }

  /** @param index from 0 on. @returns `undefined` behind the last line */
  at(index: number): string | undefined {
    while (this.#starts.length <= index + 1 && this.#findNext());
    const [start, next] = [this.#starts[index], this.#starts[index + 1]]
    return start === undefined || next === undefined ? undefined : this.#text.toString('utf8', start, next - 1)
  }

  *[Symbol.iterator](): Generator<string> {
    for (let index = 0, line = this.at(0); line !== undefined; line = this.at(++index)) yield line
  }

  /** @returns whether there was another */
  #findNext(): boolean {
    const start = this.#starts.at(-1) ?? 0
    if (start > this.#text.length) return false
    const end = this.#text.indexOf(NEWLINE, start)
    this.#starts.push((end < 0 ? this.#text.length : end) + 1)
    return true
  }
}
