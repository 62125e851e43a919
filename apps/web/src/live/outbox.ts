import type { RowsDelta } from './keyed-store.ts'

/** Where a stream's news waits for the page's next credit, already merged, so that a slow page cannot build a queue. */
export interface Outbox<Item> {
  replace(items: readonly Item[]): void
  merge(items: readonly Item[]): void
  /** What waits, and nothing waits any more; `undefined` when there is no news. */
  take(): RowsDelta<unknown> | undefined
}

/** A row, or the news that there is none under this key any more. */
export type RowOrGone<Row> = Row | { readonly key: string; readonly gone: true }

/** Latest row per key: as large as the number of keys, however many changes there were. */
export class LatestRows<Row extends { readonly key: string }> implements Outbox<RowOrGone<Row>> {
  #rows = new Map<string, Row>()
  #gone = new Set<string>()
  #isReplacement = false

  replace(items: readonly RowOrGone<Row>[]): void {
    this.#rows = new Map()
    this.#gone = new Set()
    this.#isReplacement = true
    this.merge(items)
  }

  merge(items: readonly RowOrGone<Row>[]): void {
    for (const item of items) {
      if ('gone' in item) {
        this.#rows.delete(item.key)
        if (!this.#isReplacement) this.#gone.add(item.key)
      } else {
        this.#gone.delete(item.key)
        this.#rows.set(item.key, item)
      }
    }
  }

  take(): RowsDelta<Row> | undefined {
    if (!this.#isReplacement && this.#rows.size === 0 && this.#gone.size === 0) return undefined
    const delta = { isReplacement: this.#isReplacement, rows: [...this.#rows.values()], gone: [...this.#gone] }
    this.#rows = new Map()
    this.#gone = new Set()
    this.#isReplacement = false
    return delta
  }
}

/** The newest items of a log, oldest first. Past the limit the oldest are dropped and the hand-over replaces the list. */
export class NewestItems<Item> implements Outbox<Item> {
  readonly #limit: number
  #items: Item[] = []
  #isReplacement = false

  constructor(limit: number) {
    this.#limit = limit
  }

  replace(items: readonly Item[]): void {
    this.#items = []
    this.#isReplacement = true
    this.merge(items)
  }

  merge(items: readonly Item[]): void {
    for (const item of items) this.#items.push(item)
    if (this.#items.length <= this.#limit) return
    this.#items = this.#items.slice(-this.#limit)
    this.#isReplacement = true
  }

  take(): RowsDelta<Item> | undefined {
    if (!this.#isReplacement && this.#items.length === 0) return undefined
    const delta = { isReplacement: this.#isReplacement, rows: this.#items, gone: [] }
    this.#items = []
    this.#isReplacement = false
    return delta
  }
}
