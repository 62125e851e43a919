import type { Connection, Query, Statement } from '../sqlite/connection.ts'

type SettingName = 'evaluated-seq' | 'evaluated-at'

/** Single numbers by name. */
export class SettingTable {
  readonly #get: Query<[string]>
  readonly #put: Statement

  constructor(connection: Connection) {
    this.#get = connection.query('SELECT value FROM setting WHERE name = ?')
    this.#put = connection.statement(
      'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    )
  }

  /** 0 where it was never set. */
  number(name: SettingName): number {
    return Number(this.#get.first(name)?.[0] ?? 0)
  }

  set(name: SettingName, value: number): void {
    this.#put.run(name, String(value))
  }
}
