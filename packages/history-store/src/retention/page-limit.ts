import type { Connection, Query } from '../sqlite/connection.ts'

/** The states of all objects, which forgetting writes before it removes what they are told from, are never more than all of it. */
const LIFTED = 2

/**
 * Stops those who write when the database has so many pages, and not those who forget: they need some room before they free
 * more. What they take goes back to the disk as soon as pages are free, before anybody can write there.
 */
export class PageLimit {
  readonly #connection: Connection
  readonly #most: number
  readonly #pages: Query<[count: number]>

  /** @param most pages for those who write */
  constructor(connection: Connection, most: number) {
    this.#connection = connection
    this.#most = most
    this.#pages = connection.query('PRAGMA page_count')
    this.#enforce()
  }

  /** Do something that is not held to the limit; never within a transaction. */
  lifted<Result>(work: () => Result): Result {
    this.#connection.exec(`PRAGMA max_page_count = ${LIFTED * this.#most}`)
    try {
      return work()
    } finally {
      this.#enforce()
    }
  }

  #enforce(): void {
    const excess = (this.#pages.first()?.[0] ?? 0) - this.#most
    if (excess > 0) this.#connection.exec(`PRAGMA incremental_vacuum(${excess})`)
    this.#connection.exec(`PRAGMA max_page_count = ${this.#most}`)
  }
}
