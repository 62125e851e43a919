import type { FieldManager } from '@portolan/domain'
import { msOfApiTime } from '../format/api-time.ts'
import type { Connection, Statement } from '../sqlite/connection.ts'
import { lastId } from './shelves.ts'

/** A change's writer as its row holds it. */
export interface ManagerColumns {
  readonly managerId: number | null
  /** `observedAt` minus the time the manager gave; `null` where it gave none, or not as Kubernetes writes times. */
  readonly managedMs: number | null
}

const NOBODY: ManagerColumns = { managerId: null, managedMs: null }

/** Field managers, each stored once. There are as many as programs that write to the cluster. */
export class ManagerBook {
  readonly #insert: Statement
  readonly #ids: Map<string, number>
  #lastId: number

  constructor(connection: Connection) {
    this.#insert = connection.statement(
      'INSERT INTO manager (id, manager, operation, subresource, time) VALUES (?, ?, ?, ?, ?)',
    )
    const rows = connection.query<[number, ...ManagerRow]>(
      'SELECT id, manager, operation, subresource, time FROM manager',
    )
    this.#ids = new Map(rows.all().map(([id, ...row]) => [keyOf(row), id]))
    this.#lastId = lastId(connection, 'manager')
  }

  columnsOf(writer: FieldManager | undefined, observedAt: number): ManagerColumns {
    if (writer === undefined) return NOBODY
    const { manager, operation, subresource = null, time } = writer
    const writtenAt = time === undefined ? undefined : msOfApiTime(time)
    const row: ManagerRow = [manager, operation, subresource, writtenAt === undefined ? (time ?? null) : null]
    return { managerId: this.#idOf(row), managedMs: writtenAt === undefined ? null : observedAt - writtenAt }
  }

  #idOf(row: ManagerRow): number {
    const key = keyOf(row)
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    this.#lastId++
    this.#insert.run(this.#lastId, ...row)
    this.#ids.set(key, this.#lastId)
    return this.#lastId
  }
}

const keyOf = (row: ManagerRow): string => JSON.stringify(row)

type ManagerRow = [manager: string, operation: string, subresource: string | null, time: string | null]
