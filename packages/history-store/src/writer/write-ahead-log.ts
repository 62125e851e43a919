import { statSync } from 'node:fs'
import type { Connection } from '../sqlite/connection.ts'

/** SQLite copies the log into the database by itself every 4 MiB; a reader or a huge commit can let it grow beyond. */
const LARGEST_BYTES = 64 * 1024 * 1024
/** How much more must be written before it is tried again, when readers were in the way. */
const STEP_BYTES = 16 * 1024 * 1024

/** Keeps the write-ahead log of the database bounded. */
export class WriteAheadLog {
  readonly #connection: Connection
  readonly #file: string
  #limit = LARGEST_BYTES

  constructor(connection: Connection, file: string) {
    this.#connection = connection
    this.#file = `${file}-wal`
  }

  /** Empty it where it has grown too large and no reader holds it. */
  bound(): void {
    const size = statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0
    if (size <= this.#limit || this.#connection.isInTransaction) return
    this.#limit = this.empty() ? LARGEST_BYTES : size + STEP_BYTES
  }

  /** Copy all of it into the database. @returns whether no reader was in the way */
  empty(): boolean {
    const row = this.#connection.query<[busy: number, frames: number, copied: number]>(
      'PRAGMA wal_checkpoint(TRUNCATE)',
    )
    return row.first()?.[0] === 0
  }
}
