import type { KeyedStore } from './keyed-store.ts'

/** All rows of a store as one array that is renewed at most once per interval. The last change always gets its turn. */
export class CalmRows<Row> {
  readonly #store: KeyedStore<Row>
  readonly #intervalMs: number
  #rows: readonly Row[]
  #version: number
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(store: KeyedStore<Row>, intervalMs: number) {
    this.#store = store
    this.#intervalMs = intervalMs
    this.#rows = store.values()
    this.#version = store.version()
  }

  rows = (): readonly Row[] => this.#rows

  subscribe = (listener: () => void): (() => void) => {
    const renew = () => {
      if (this.#timer !== undefined || this.#version === this.#store.version()) return
      this.#version = this.#store.version()
      this.#rows = this.#store.values()
      this.#timer = setTimeout(() => {
        this.#timer = undefined
        renew()
      }, this.#intervalMs)
      listener()
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
