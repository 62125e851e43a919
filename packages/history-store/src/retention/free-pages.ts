import type { Connection, Query } from '../sqlite/connection.ts'

/** So few free pages are left for what is written next. */
const FEW_PAGES = 256
/** And this share of the file. */
const FEW = 1 / 16
/** So many pages are given back at a time; each may have to be moved. */
const PAGES_A_STEP = 64

/** Gives pages that are free back to the disk, some at a time. Most are left: they are written again. */
export class FreePages {
  readonly #connection: Connection
  readonly #count: Query<[free: number, all: number]>

  constructor(connection: Connection) {
    this.#connection = connection
    this.#count = connection.query(
      'SELECT freelist_count, page_count FROM pragma_freelist_count() JOIN pragma_page_count()',
    )
  }

  /** @returns whether there were too many */
  giveBack(): boolean {
    const [free = 0, all = 0] = this.#count.first() ?? []
    if (free <= Math.max(FEW_PAGES, FEW * all)) return false
    this.#connection.exec(`PRAGMA incremental_vacuum(${PAGES_A_STEP})`)
    return true
  }
}
