/** What changed since the last hand-over. `isReplacement`: `rows` are all there is. */
export interface RowsDelta<Row> {
  readonly isReplacement: boolean
  readonly rows: readonly Row[]
  readonly gone: readonly string[]
}

/**
 * Rows by key, with one set of listeners per key and one for structure.
 *
 * A listener of a key hears only of its own row; a structure listener hears when a key came or went; a listener of
 * anything hears once per hand-over. So a table of 10,000 rows wakes the dozen cells on screen and nothing else.
 * Rows are replaced, never mutated: `Object.is` tells whether one changed.
 */
export class KeyedStore<Row> {
  readonly #keyOf: (row: Row) => string
  readonly #rows = new Map<string, Row>()
  readonly #keyListeners = new Map<string, Set<() => void>>()
  readonly #structureListeners = new Set<() => void>()
  readonly #anyListeners = new Set<() => void>()
  #keys: readonly string[] = []
  #version = 0

  constructor(keyOf: (row: Row) => string) {
    this.#keyOf = keyOf
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key)
  }

  /** Every key in order of first appearance; the same array until a key comes or goes. */
  keys = (): readonly string[] => this.#keys

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
    const isStructural = delta.isReplacement ? this.#replace(delta.rows, touched) : this.#merge(delta, touched)
    if (touched.size === 0 && !isStructural) return
    this.#version += 1
    if (isStructural) this.#keys = [...this.#rows.keys()]
    for (const key of touched) for (const listener of this.#keyListeners.get(key) ?? []) listener()
    if (isStructural) for (const listener of this.#structureListeners) listener()
    for (const listener of this.#anyListeners) listener()
  }

  #merge({ rows, gone }: RowsDelta<Row>, touched: Set<string>): boolean {
    let isStructural = false
    for (const row of rows) isStructural = this.#put(row, touched) || isStructural
    for (const key of gone) {
      if (!this.#rows.delete(key)) continue
      touched.add(key)
      isStructural = true
    }
    return isStructural
  }

  #replace(rows: readonly Row[], touched: Set<string>): boolean {
    const kept = new Set(rows.map(this.#keyOf))
    const gone = [...this.#rows.keys()].filter((key) => !kept.has(key))
    return this.#merge({ isReplacement: false, rows, gone }, touched)
  }

  #put(row: Row, touched: Set<string>): boolean {
    const key = this.#keyOf(row)
    const isNew = !this.#rows.has(key)
    if (!isNew && Object.is(this.#rows.get(key), row)) return false
    this.#rows.set(key, row)
    touched.add(key)
    return isNew
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

  subscribeStructure = (listener: () => void): (() => void) => {
    this.#structureListeners.add(listener)
    return () => this.#structureListeners.delete(listener)
  }

  subscribeAny = (listener: () => void): (() => void) => {
    this.#anyListeners.add(listener)
    return () => this.#anyListeners.delete(listener)
  }
}
