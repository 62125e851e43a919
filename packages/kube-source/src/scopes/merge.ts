/**
 * Many senders, one consumer that pulls.
 *
 * A sender waits until its value was taken, so each has at most one value here and the order of each sender is kept. Senders
 * are served in turn. Nothing is dropped.
 */
export class Merge<T> {
  #offers: Offer<T>[] = []
  #taker: ((offer: Offer<T> | undefined) => void) | undefined
  #end: { readonly reason: unknown; readonly isFailure: boolean } | undefined

  /** Resolves when the consumer took the value; rejects once the merge has ended. */
  send(value: T): Promise<void> {
    if (this.#end !== undefined) return Promise.reject(this.#end.reason)
    return new Promise((taken, refused) => {
      const offer = { value, taken, refused }
      const taker = this.#taker
      this.#taker = undefined
      if (taker === undefined) this.#offers.push(offer)
      else taker(offer)
    })
  }

  /** The next value; `undefined` after the end. @throws what `fail` was given */
  async next(): Promise<{ readonly value: T } | undefined> {
    const offer = this.#offers.shift() ?? (await this.#nextOffer())
    if (offer === undefined) {
      if (this.#end?.isFailure) throw this.#end.reason
      return undefined
    }
    offer.taken()
    return { value: offer.value }
  }

  /** Nothing more is wanted: whoever sends is refused with `reason`. */
  end(reason: unknown): void {
    this.#finish(reason, false)
  }

  /** Something went wrong that the consumer has to know: its next pull throws. */
  fail(error: unknown): void {
    this.#finish(error, true)
  }

  #nextOffer(): Promise<Offer<T> | undefined> {
    if (this.#end !== undefined) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      this.#taker = resolve
    })
  }

  #finish(reason: unknown, isFailure: boolean): void {
    if (this.#end !== undefined) return
    this.#end = { reason, isFailure }
    for (const { refused } of this.#offers) refused(reason)
    this.#offers = []
    this.#taker?.(undefined)
    this.#taker = undefined
  }
}

interface Offer<T> {
  readonly value: T
  readonly taken: () => void
  readonly refused: (reason: unknown) => void
}
