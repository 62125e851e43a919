import type { Incident } from '@portolan/domain'
import type { IncidentQuery } from '@portolan/pipeline/ports'
import type { Connection, Query, SqlValue, Statement } from '../sqlite/connection.ts'
import type { Forgetting } from './alert-table.ts'

/** Incidents, each with the ids of its alerts. */
export class IncidentTable {
  readonly #connection: Connection
  readonly #put: Statement
  readonly #find: Query<[string]>
  readonly #since: Query<[string]>
  readonly #forget: Statement

  constructor(connection: Connection) {
    this.#connection = connection
    this.#put = connection.statement(
      `INSERT INTO incident (id, opened_at, resolved_at, content) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET resolved_at = excluded.resolved_at, content = excluded.content`,
    )
    this.#find = connection.query('SELECT content FROM incident WHERE id = ?')
    this.#since = connection.query(
      'SELECT content FROM incident WHERE resolved_at IS NULL OR resolved_at > ? ORDER BY opened_at, id',
    )
    // One that was over before the oldest alert that is left has none left.
    this.#forget = connection.statement(
      `DELETE FROM incident WHERE id IN
         (SELECT id FROM incident WHERE resolved_at < max(?, (SELECT coalesce(min(resolved_at), 0) FROM alert))
            ORDER BY resolved_at LIMIT ?)`,
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

  /** The newest first. */
  list({ states, namespaces, from, to, before, limit }: IncidentQuery): Incident[] {
    const conditions: string[] = []
    const values: SqlValue[] = []
    const add = (condition: string, ...given: SqlValue[]) => {
      conditions.push(condition)
      values.push(...given)
    }
    if (states) add(`(${states.map((state) => STATE_CONDITIONS[state]).join(' OR ') || 'FALSE'})`)
    if (namespaces) add(hasAlert(`namespace IN (${namespaces.map(() => '?').join()})`), ...namespaces)
    if (from !== undefined) add('(resolved_at IS NULL OR resolved_at >= ?)', from)
    if (to !== undefined) add('opened_at < ?', to)
    if (before !== undefined) add('(opened_at, id) < (SELECT opened_at, id FROM incident WHERE id = ?)', before)
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
    return this.#connection
      .query<[string]>(`SELECT content FROM incident ${where} ORDER BY opened_at DESC, id DESC LIMIT ?`)
      .all(...values, limit)
      .map(incidentOf)
  }

  forget({ at, limit }: Pick<Forgetting, 'at' | 'limit'>): void {
    this.#forget.run(at, limit)
  }
}

const hasAlert = (condition: string) =>
  `EXISTS (SELECT 1 FROM alert WHERE alert.incident_id = incident.id AND alert.${condition})`
const FIRES = hasAlert('resolved_at IS NULL AND alert.acknowledged_by IS NULL')

const STATE_CONDITIONS = {
  firing: `(incident.resolved_at IS NULL AND ${FIRES})`,
  acknowledged: `(incident.resolved_at IS NULL AND NOT ${FIRES})`,
  resolved: 'incident.resolved_at IS NOT NULL',
} as const

function incidentOf([content]: [string]): Incident {
  return JSON.parse(content) as Incident
}
