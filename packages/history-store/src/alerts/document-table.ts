import type { Connection, Query, Statement } from '../sqlite/connection.ts'

/** A few things that are read and written as a whole, by `id`. */
export class DocumentTable<Document extends { readonly id: string }> {
  readonly #all: Query<[string]>
  readonly #put: Statement
  readonly #remove: Statement

  constructor(connection: Connection, table: 'silence' | 'receiver') {
    this.#all = connection.query(`SELECT content FROM ${table} ORDER BY id`)
    this.#put = connection.statement(
      `INSERT INTO ${table} (id, content) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET content = excluded.content`,
    )
    this.#remove = connection.statement(`DELETE FROM ${table} WHERE id = ?`)
  }

  /** By id, ascending. */
  all(): Document[] {
    return this.#all.all().map(([content]) => JSON.parse(content) as Document)
  }

  put(document: Document): void {
    this.#put.run(document.id, JSON.stringify(document))
  }

  /** @returns whether there was one */
  remove(id: string): boolean {
    return this.#remove.run(id) > 0
  }
}
