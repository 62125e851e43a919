import { Places } from '../reader/places.ts'
import type { Connection, Query } from '../sqlite/connection.ts'
import { pagesWhenFull, pagesWhenNearlyFull, pagesWhenPressed, type RetentionLimits } from './retention-limits.ts'

/** Where the log is to begin, and which limit wants it. */
export interface Boundary {
  readonly keptFrom: number
  readonly limit: 'age' | 'size'
}

/** Each time at least this share of what is kept is forgotten: the states kept at the boundary are worth their room. */
const SHARE = 64
/** In a small log more, for each shelf may need a checkpoint of its state at the boundary: that must be worth it, too. */
const WORTHWHILE = { changes: 256, changesOfShelf: 16, share: 4 }

/**
 * Decides from where on the log is kept.
 *
 * Time is that of the last commit: while nothing is recorded, nothing grows old.
 */
export class BoundaryFinder {
  readonly #limits: RetentionLimits
  readonly #places: Places
  readonly #pages: Query<[used: number]>
  readonly #lastCommit: Query<[at: number]>
  readonly #shelves: Query<[count: number]>
  readonly #newest: Query<[seq: number]>
  readonly #blockAtOrBefore: Query<[firstSeq: number | null]>
  readonly #blockBehind: Query<[firstSeq: number | null]>

  constructor(connection: Connection, limits: RetentionLimits) {
    this.#limits = limits
    this.#places = new Places(connection)
    this.#pages = connection.query(
      'SELECT page_count - freelist_count FROM pragma_page_count() JOIN pragma_freelist_count()',
    )
    this.#lastCommit = connection.query("SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'last-commit-at'")
    this.#shelves = connection.query('SELECT count(*) FROM shelf')
    this.#newest = connection.query('SELECT coalesce(max(seq), 0) FROM change')
    this.#blockAtOrBefore = connection.query('SELECT max(first_seq) FROM block WHERE first_seq <= ?')
    this.#blockBehind = connection.query('SELECT min(first_seq) FROM block WHERE first_seq > ?')
  }

  /** Epoch ms of the last commit; 0 before the first. */
  get now(): number {
    return this.#lastCommit.first()?.[0] ?? 0
  }

  /** The oldest changes must go. */
  get isFull(): boolean {
    return this.#usedPages() > pagesWhenFull(this.#limits)
  }

  /** Forgetting must go before writing, or there will be no room. */
  get isPressed(): boolean {
    return this.#usedPages() > pagesWhenPressed(this.#limits)
  }

  /** There will be no room for the next batches: they must wait. */
  get isNearlyFull(): boolean {
    return this.#usedPages() > pagesWhenNearlyFull(this.#limits)
  }

  /** The first kept `seq`, and the time of the log's clock there. */
  get kept(): { readonly seq: number; readonly time: number } {
    this.#places.refresh()
    const seq = this.#places.keptFrom
    return { seq, time: this.#places.atSeq(seq)?.time ?? 0 }
  }

  /** Where the log is to begin from now on; `undefined` where it is well as it is. */
  next(): Boundary | undefined {
    const kept = this.kept
    if (this.isFull) {
      const keptFrom = this.#blockFor(kept.seq + this.#stride(this.#newestSeq() - kept.seq + 1), kept.seq)
      return keptFrom === undefined ? undefined : { keptFrom, limit: 'size' }
    }
    const { maxAgeMs } = this.#limits
    const oldestTime = this.now - maxAgeMs
    if (kept.time === 0 || kept.time >= oldestTime - maxAgeMs / SHARE) return undefined
    const keptFrom = this.#blockFor(this.#places.firstAt(oldestTime), kept.seq)
    return keptFrom === undefined ? undefined : { keptFrom, limit: 'age' }
  }

  /** The block that holds a `seq`; where that is the first kept one, the next. The last block is always kept. */
  #blockFor(seq: number, keptFrom: number): number | undefined {
    const block = this.#blockAtOrBefore.first(seq)?.[0] ?? 0
    return block > keptFrom ? block : (this.#blockBehind.first(keptFrom)?.[0] ?? undefined)
  }

  #usedPages(): number {
    return this.#pages.first()?.[0] ?? 0
  }

  #newestSeq(): number {
    return this.#newest.first()?.[0] ?? 0
  }

  #stride(changes: number): number {
    const shelves = this.#shelves.first()?.[0] ?? 0
    const worthwhile = Math.max(WORTHWHILE.changes, shelves * WORTHWHILE.changesOfShelf)
    return Math.ceil(Math.max(changes / SHARE, Math.min(worthwhile, changes / WORTHWHILE.share)))
  }
}
