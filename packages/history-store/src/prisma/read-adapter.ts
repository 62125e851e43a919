import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'
import {
  type ArgType,
  type ColumnType,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils'

/** SQLite's declared types, as Prisma's migrations write them. */
const TYPE_OF_DECLARATION: Readonly<Record<string, ColumnType>> = {
  INTEGER: ColumnTypeEnum.Int64,
  BIGINT: ColumnTypeEnum.Int64,
  TEXT: ColumnTypeEnum.Text,
  BLOB: ColumnTypeEnum.Bytes,
  BOOLEAN: ColumnTypeEnum.Boolean,
}

/**
 * Prisma on one connection that can only read: the log has one writer, and that is not Prisma.
 *
 * Reads are synchronous and see the newest commit; they are for small tables and single rows.
 */
export class ReadAdapterFactory implements SqlDriverAdapterFactory {
  readonly provider = 'sqlite'
  readonly adapterName = 'portolan-sqlite'
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  async connect(): Promise<SqlDriverAdapter> {
    return new ReadAdapter(new DatabaseSync(this.#file, { readOnly: true }))
  }
}

class ReadAdapter implements SqlDriverAdapter {
  readonly provider = 'sqlite'
  readonly adapterName = 'portolan-sqlite'
  readonly #database: DatabaseSyncInstance

  constructor(database: DatabaseSyncInstance) {
    this.#database = database
  }

  getConnectionInfo() {
    return { maxBindValues: 32_766, supportsRelationJoins: false }
  }

  async queryRaw({ sql, args, argTypes }: SqlQuery): Promise<SqlResultSet> {
    const statement = this.#database.prepare(sql, { returnArrays: true })
    const columns = statement.columns()
    const rows = statement.all(...args.map((value, index) => bound(value, argTypes[index])))
    return {
      columnNames: columns.map(({ name }) => name),
      columnTypes: columns.map(({ type }, index) => typeOf(type, rows.find((row) => row[index] !== null)?.[index])),
      rows,
    }
  }

  executeRaw(): Promise<number> {
    return Promise.reject(readOnly())
  }

  executeScript(): Promise<void> {
    return Promise.reject(readOnly())
  }

  startTransaction(): Promise<never> {
    return Promise.reject(readOnly())
  }

  async dispose(): Promise<void> {
    this.#database.close()
  }
}

/** A parameter as SQLite takes it; Prisma hands large integers over as text. */
function bound(value: unknown, type: ArgType | undefined): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' && type?.scalarType === 'bigint') return BigInt(value)
  return value
}

/** An expression has no declared type: its first value decides. */
function typeOf(declared: string | null, value: unknown): ColumnType {
  const type = TYPE_OF_DECLARATION[declared?.toUpperCase() ?? '']
  if (type !== undefined) return type
  if (typeof value === 'string') return ColumnTypeEnum.Text
  return Number.isInteger(value) ? ColumnTypeEnum.Int64 : ColumnTypeEnum.Double
}

function readOnly(): DriverAdapterError {
  return new DriverAdapterError({
    kind: 'GenericJs',
    id: 0,
    originalMessage: 'the log is written by its own thread only',
  })
}
