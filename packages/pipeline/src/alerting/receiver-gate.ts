/** So many failures in a row open the circuit of a receiver. */
const FAILURES = 5
/** How long it is left alone then; twice as long each time, up to `LONGEST_MS`. */
const OPEN_MS = 30_000
const LONGEST_MS = 10 * 60_000
const MINUTE_MS = 60_000

export type Circuit = 'closed' | 'open' | 'half-open'

/**
 * Whether a receiver may be told something now: not more often than it wants, and not while it fails again and again. After a
 * while it is tried with a single message. Times in ms of a clock that never goes back.
 */
export class ReceiverGate {
  #sent: number[] = []
  #failures = 0
  #openUntil = Number.NEGATIVE_INFINITY

  circuit(now: number): Circuit {
    if (this.#failures < FAILURES) return 'closed'
    return now < this.#openUntil ? 'open' : 'half-open'
  }

  /** When the next message may go; `now` or earlier: at once. */
  opensAt(now: number, perMinute: number): number {
    this.#sent = this.#sent.filter((at) => at > now - MINUTE_MS)
    const rateAt = this.#sent.length < perMinute ? now : (this.#sent.at(-perMinute) ?? now) + MINUTE_MS
    return Math.max(rateAt, this.#openUntil)
  }

  noteSent(now: number, isDelivered: boolean): void {
    this.#sent.push(now)
    this.#failures = isDelivered ? 0 : this.#failures + 1
    const over = this.#failures - FAILURES
    this.#openUntil = over < 0 ? Number.NEGATIVE_INFINITY : now + Math.min(OPEN_MS * 2 ** over, LONGEST_MS)
  }
}
