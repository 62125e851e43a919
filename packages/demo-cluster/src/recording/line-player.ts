import { performance } from 'node:perf_hooks'
import type { RecordedLine } from './read-recording.ts'

export interface PlayPosition {
  /** Recorded time up to which everything has been said. */
  ms: number
  linesPlayed: number
  linesTotal: number
}

/** Lines said in one go before the event loop gets a turn, so that clients keep up at any speed. */
const LINES_PER_TURN = 100

/** Says recorded lines when they are due, `speed` times as fast as they were received. */
export class LinePlayer {
  /** Fulfilled when the last line has been said; pending for ever if stopped before. */
  readonly done: Promise<void>
  readonly #lines: readonly RecordedLine[]
  readonly #lengthMs: number
  readonly #speed: number
  readonly #say: (line: RecordedLine) => void
  readonly #waiting = new Set<{ ms: number; resolve: () => void }>()
  #finish: () => void = () => undefined
  #next = 0
  /** Where the clock stood when it last began to run or was stopped, and `performance.now` of that moment. */
  #anchor = { ms: 0, at: 0 }
  #isRunning = false
  #timer: NodeJS.Timeout | undefined

  /** @param options.speed 1 is as recorded; `Infinity` as fast as it goes */
  constructor(options: { lines: readonly RecordedLine[]; speed: number; say: (line: RecordedLine) => void }) {
    this.#lines = options.lines
    this.#lengthMs = options.lines.at(-1)?.ms ?? 0
    this.#speed = options.speed
    this.#say = options.say
    this.done = new Promise((resolve) => {
      this.#finish = resolve
    })
  }

  get position(): PlayPosition {
    const unsaid = this.#lines[this.#next]?.ms ?? Number.POSITIVE_INFINITY
    const ms = Math.max(0, Math.min(this.#now(), unsaid - 1, this.#lengthMs))
    return { ms, linesPlayed: this.#next, linesTotal: this.#lines.length }
  }

  /** Run from where it stands; does nothing while running. */
  start(): void {
    if (this.#isRunning) return
    this.#anchor = { ms: this.position.ms, at: performance.now() }
    this.#isRunning = true
    this.#play()
  }

  /** Stand still; `start` goes on. */
  pause(): void {
    const { ms } = this.position
    clearTimeout(this.#timer)
    this.#isRunning = false
    this.#anchor = { ms, at: 0 }
  }

  /** Fulfilled when every line up to `ms` has been said and that time has come. */
  reached(ms: number): Promise<void> {
    if (this.#isPast(ms)) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting.add({ ms, resolve })
      this.#schedule()
    })
  }

  #now(): number {
    if (!this.#isRunning) return this.#anchor.ms
    if (!Number.isFinite(this.#speed)) return Number.POSITIVE_INFINITY
    return this.#anchor.ms + (performance.now() - this.#anchor.at) * this.#speed
  }

  #play(): void {
    const now = this.#now()
    for (let said = 0; said < LINES_PER_TURN && this.#isDue(now); said++) {
      const line = this.#lines[this.#next++]
      if (line !== undefined) this.#say(line)
    }
    this.#wakeWaiting()
    if (this.#next === this.#lines.length) this.#finish()
    this.#schedule()
  }

  #isDue(ms: number): boolean {
    const line = this.#lines[this.#next]
    return line !== undefined && line.ms <= ms
  }

  #isPast(ms: number): boolean {
    return this.#now() >= ms && !this.#isDue(ms)
  }

  #wakeWaiting(): void {
    for (const waiting of this.#waiting) {
      if (!this.#isPast(waiting.ms)) continue
      this.#waiting.delete(waiting)
      waiting.resolve()
    }
  }

  /** Wake when the next line is due or somebody waits for a time. */
  #schedule(): void {
    clearTimeout(this.#timer)
    const awaited = [...this.#waiting].map(({ ms }) => ms)
    const nextMs = Math.min(this.#lines[this.#next]?.ms ?? Number.POSITIVE_INFINITY, ...awaited)
    if (!this.#isRunning || nextMs === Number.POSITIVE_INFINITY) return
    const delayMs = Number.isFinite(this.#speed) ? Math.max(0, (nextMs - this.#now()) / this.#speed) : 0
    this.#timer = setTimeout(() => this.#play(), delayMs)
  }
}
