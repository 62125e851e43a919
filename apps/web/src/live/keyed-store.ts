/** What changed since the last hand-over. `isReplacement`: `rows` are all there is. */
export interface RowsDelta<Row> {
  readonly isReplacement: boolean
  readonly rows: readonly Row[]
  readonly gone: readonly string[]
}

/**
 * Rows by key, with one set of listeners per key.
 *
 * A listener of a key hears only of its own row; a listener of anything hears once per hand-over. So a table of 10,000
 * rows wakes the dozen cells on screen and nothing else.
 * Rows are replaced, never mutated: `Object.is` tells whether one changed.
 */
export class KeyedStore<Row> {
  readonly #keyOf: (row: Row) => string
  readonly #rows = new Map<string, Row>()
  readonly #keyListeners = new Map<string, Set<() => void>>()
  readonly #anyListeners = new Set<() => void>()
  #version = 0

  constructor(keyOf: (row: Row) => string) {
    this.#keyOf = keyOf
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key)
  }

  /** Every row in order of first appearance. */
  values(): Row[] {
    return [...this.#rows.values()]
  }

  get size(): number {
    return this.#rows.size
  }

  /** Grows by one with every hand-over that changed something. */
  version = (): number => this.#version

  apply(delta: RowsDelta<Row>): void {
    const touched = new Set<string>()
    for (const row of delta.rows) this.#put(row, touched)
    for (const key of delta.isReplacement ? this.#missingIn(delta.rows) : delta.gone) {
      if (this.#rows.delete(key)) touched.add(key)
    }
    if (touched.size === 0) return
    this.#version += 1
    for (const key of touched) for (const listener of this.#keyListeners.get(key) ?? []) listener()
    for (const listener of this.#anyListeners) listener()
  }

  #put(row: Row, touched: Set<string>): void {
    const key = this.#keyOf(row)
    if (this.#rows.has(key) && Object.is(this.#rows.get(key), row)) return
    this.#rows.set(key, row)
    touched.add(key)
  }

  #missingIn(rows: readonly Row[]): string[] {
    const kept = new Set(rows.map(this.#keyOf))
    return [...this.#rows.keys()].filter((key) => !kept.has(key))
  }

  subscribeKey(key: string, listener: () => void): () => void {
    const listeners = this.#keyListeners.get(key) ?? new Set()
    listeners.add(listener)
    this.#keyListeners.set(key, listeners)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#keyListeners.get(key) === listeners) this.#keyListeners.delete(key)
    }
  }

  subscribeAny = (listener: () => void): (() => void) => {
    this.#anyListeners.add(listener)
    return () => this.#anyListeners.delete(listener)
  }
}
