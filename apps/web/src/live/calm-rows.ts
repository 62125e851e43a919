import type { KeyedStore } from './keyed-store.ts'

/** How long a renewal is put off at most while something else needs the page. */
const LONGEST_HOLD_MS = 4_000
const LOOK_AGAIN_MS = 200

/**
 * All rows of a store as one array that is renewed at most once per interval. The last change always gets its turn.
 *
 * While `isHeld`, renewing waits, for a few seconds at most: what follows from all rows must not cost a scroll its frames.
 */
export class CalmRows<Row> {
  readonly #store: KeyedStore<Row>
  readonly #intervalMs: number
  readonly #isHeld: () => boolean
  #heldMs = 0
  #rows: readonly Row[]
  #version: number
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(store: KeyedStore<Row>, intervalMs: number, isHeld: () => boolean = () => false) {
    this.#store = store
    this.#isHeld = isHeld
    this.#intervalMs = intervalMs
    this.#rows = store.values()
    this.#version = store.version()
  }

  rows = (): readonly Row[] => this.#rows

  subscribe = (listener: () => void): (() => void) => {
    const renew = () => {
      if (this.#timer !== undefined || this.#version === this.#store.version()) return
      if (this.#isHeld() && this.#heldMs < LONGEST_HOLD_MS) {
        this.#heldMs += LOOK_AGAIN_MS
        this.#timer = setTimeout(lookAgain, LOOK_AGAIN_MS)
        return
      }
      this.#heldMs = 0
      this.#version = this.#store.version()
      this.#rows = this.#store.values()
      this.#timer = setTimeout(lookAgain, this.#intervalMs)
      listener()
    }
    const lookAgain = () => {
      this.#timer = undefined
      renew()
    }
    const stop = this.#store.subscribeAny(renew)
    renew()
    return () => {
      stop()
      clearTimeout(this.#timer)
      this.#timer = undefined
    }
  }
}
