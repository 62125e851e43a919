import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite'

/** What a column holds. Integers are safe integers: nothing larger is ever written. */
export type SqlValue = null | number | string | Uint8Array

/** Values by position, or one object with values by name. */
export type SqlParameters = readonly SqlValue[] | readonly [Readonly<Record<string, SqlValue>>]

/** One connection to a database. Synchronous; everything it throws is translated by `asStoreError` at the edge. */
export class Connection {
  /** The file that is open. */
  readonly file: string
  readonly #database: DatabaseSyncInstance

  private constructor(database: DatabaseSyncInstance, file: string) {
    this.#database = database
    this.file = file
  }

  /** For the one who writes. Creates the file where there is none. */
  static forWriting(file: string): Connection {
    const connection = new Connection(new DatabaseSync(file, { timeout: BUSY_MS }), file)
    if (connection.query<[number]>('PRAGMA page_count').first()?.[0] === 0) connection.exec(NEW_DATABASE)
    connection.exec(`PRAGMA journal_mode = WAL; ${WRITING}`)
    return connection
  }

  /** For those who read; they see the newest commit and wait for nobody. */
  static forReading(file: string): Connection {
    const connection = new Connection(new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS }), file)
    connection.exec(READING)
    return connection
  }

  /** A database that is no log: the lock. */
  static plain(file: string): Connection {
    return new Connection(new DatabaseSync(file, { timeout: 0 }), file)
  }

  get isInTransaction(): boolean {
    return this.#database.isTransaction
  }

  /** Any number of statements. */
  exec(sql: string): void {
    this.#database.exec(sql)
  }

  /** A statement that is run for its effect. */
  statement(sql: string): Statement {
    return new Statement(this.#database.prepare(sql))
  }

  /** A statement whose rows are tuples in the order of its columns. */
  query<Row extends readonly SqlValue[]>(sql: string): Query<Row> {
    return new Query<Row>(this.#database.prepare(sql, { returnArrays: true }))
  }

  /** All of it, or nothing. */
  transaction<Result>(work: () => Result): Result {
    this.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.exec('COMMIT')
      return result
    } catch (error) {
      this.rollback()
      throw error
    }
  }

  /** Nothing, where SQLite rolled back by itself. */
  rollback(): void {
    if (this.isInTransaction) this.exec('ROLLBACK')
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close()
  }
}

/** A prepared statement that writes. */
export class Statement {
  readonly #statement: StatementSyncInstance

  constructor(statement: StatementSyncInstance) {
    this.#statement = statement
  }

  /** @returns how many rows it changed */
  run(...values: SqlParameters): number {
    return this.#statement.run(...values).changes
  }
}

/** A prepared statement that reads; a row is its columns in the order of the SELECT. */
export class Query<Row extends readonly SqlValue[]> {
  readonly #statement: StatementSyncInstance

  constructor(statement: StatementSyncInstance) {
    this.#statement = statement
  }

  all(...values: SqlParameters): Row[] {
    return this.#statement.all(...values)
  }

  /** One row at a time; the query is taken until the last one, or until nobody asks for more. */
  *each(...values: SqlParameters): Generator<Row, void> {
    // Holds the statement too: its rows end, or worse, when it is collected.
    yield* this.#statement.iterate(...values)
  }

  first(...values: SqlParameters): Row | undefined {
    return this.#statement.get(...values)
  }
}

/** How long a connection waits for another one. The writer is alone and readers wait for nobody: only checkpoints meet. */
const BUSY_MS = 5_000

/** Kept for retention: pages that it frees can be given back in small steps. Only a new file can be made so. */
const NEW_DATABASE = 'PRAGMA auto_vacuum = INCREMENTAL'

/**
 * NORMAL: a commit survives the death of the process, and the file survives the loss of power, which may cost the last
 * commits. The write-ahead log is cut back to 16 MiB whenever it was copied into the database.
 */
const WRITING = 'PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA journal_size_limit = 16777216'

const READING = 'PRAGMA cache_size = -16384'
