import path from 'node:path'
import { StoreLockedError } from '../errors.ts'
import { Connection } from '../sqlite/connection.ts'

/**
 * Holds a directory for one process until it is released or the process ends, however it ends.
 *
 * Node has no file locks, SQLite has: the lock is an empty database with a write transaction that never commits. Its
 * `user_version` says who holds it.
 *
 * @throws {StoreLockedError} somebody else holds it
 */
export class DirectoryLock {
  readonly #connection: Connection

  private constructor(connection: Connection) {
    this.#connection = connection
  }

  static take(directory: string): DirectoryLock {
    const connection = Connection.plain(path.join(directory, 'portolan.lock'))
    try {
      connection.exec('BEGIN IMMEDIATE')
      connection.exec(`PRAGMA user_version = ${process.pid}; COMMIT; BEGIN IMMEDIATE`)
    } catch (error) {
      const holder = holderOf(connection)
      connection.close()
      if (!isBusy(error)) throw error
      throw new StoreLockedError(
        `The log in ${directory} is being written by another Portolan${holder}; stop that one, or choose another --data-dir.`,
        { cause: error },
      )
    }
    return new DirectoryLock(connection)
  }

  release(): void {
    this.#connection.rollback()
    this.#connection.close()
  }
}

function holderOf(connection: Connection): string {
  connection.rollback()
  const pid = connection.query<[number]>('PRAGMA user_version').first()?.[0]
  return pid ? ` (process ${pid})` : ''
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}
