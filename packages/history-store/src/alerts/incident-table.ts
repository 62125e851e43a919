import type { Incident } from '@portolan/domain'
import type { Connection, Query, Statement } from '../sqlite/connection.ts'

export class IncidentTable {
  readonly #put: Statement
  readonly #find: Query<[string]>
  readonly #since: Query<[string]>
  readonly #forget: Statement

  constructor(connection: Connection) {
    this.#put = connection.statement(
      `INSERT INTO incident (id, opened_at, resolved_at, content) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET resolved_at = excluded.resolved_at, content = excluded.content`,
    )
    this.#find = connection.query('SELECT content FROM incident WHERE id = ?')
    this.#since = connection.query(
      'SELECT content FROM incident WHERE resolved_at IS NULL OR resolved_at > ? ORDER BY opened_at, id',
    )
    this.#forget = connection.statement(
      `DELETE FROM incident WHERE id IN
         (SELECT id FROM incident WHERE resolved_at < ? ORDER BY resolved_at LIMIT ?)`,
    )
  }

  put(incident: Incident): void {
    this.#put.run(incident.id, incident.openedAt, incident.resolvedAt ?? null, JSON.stringify(incident))
  }

  find(id: string): Incident | undefined {
    return this.#find.all(id).map(incidentOf)[0]
  }

  /** Those that are open, and those that were over after a moment; the oldest first. */
  since(at: number): Incident[] {
    return this.#since.all(at).map(incidentOf)
  }

  forgetBefore(at: number, limit: number): void {
    this.#forget.run(at, limit)
  }
}

function incidentOf([content]: [string]): Incident {
  return JSON.parse(content) as Incident
}
