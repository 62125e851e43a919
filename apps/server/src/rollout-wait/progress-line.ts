const REDRAW_MS = 1_000

/** Where a line is shown, as `process.stderr`. */
export interface Terminal {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** How a wait goes, on stderr: one line that is written over on a terminal, a line for each news elsewhere. */
export class ProgressLine {
  readonly #output: Terminal
  readonly #began: number
  readonly #now: () => number
  #redrawing: NodeJS.Timeout | undefined
  #last = ''

  /** @param now monotonic, in ms */
  constructor(output: Terminal, now: () => number) {
    this.#output = output
    this.#now = now
    this.#began = now()
  }

  tell(text: string): void {
    const isNews = text !== this.#last
    this.#last = text
    if (!this.#output.isTTY) {
      if (isNews) this.#output.write(`${text}\n`)
      return
    }
    this.#draw()
    this.#redrawing ??= setInterval(() => this.#draw(), REDRAW_MS).unref()
  }

  /** Nothing more is told: what follows begins on a line of its own. */
  end(): void {
    clearInterval(this.#redrawing)
    if (this.#redrawing !== undefined) this.#output.write('\r\u001b[K')
    this.#redrawing = undefined
  }

  #draw(): void {
    const text = `${clockText(this.#now() - this.#began)}  ${this.#last}`
    this.#output.write(`\r\u001b[K${fitting(text, this.#output.columns)}`)
  }
}

function clockText(ms: number): string {
  const passed = Math.floor(ms / 1_000)
  return `${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, '0')}`
}

function fitting(text: string, columns = 80): string {
  return text.length < columns ? text : `${text.slice(0, columns - 2)}…`
}
