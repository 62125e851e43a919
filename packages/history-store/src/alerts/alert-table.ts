import { type Alert, type AlertTransition, parseObjectKey } from '@portolan/domain'
import type { AlertMoment, AlertQuery, StoredAlert } from '@portolan/pipeline/ports'
import type { Connection, Query, SqlValue, Statement } from '../sqlite/connection.ts'

/** Who took care of an alert, and when (epoch ms). */
export interface Acknowledgement {
  readonly at: number
  readonly by: string
  readonly note?: string
}

type AlertRow = [content: string, incident: string, acknowledged: string | null]

const COLUMNS = 'content, incident_id, acknowledged_by'
/** Of a timeline that grew longer, the newest lines are read. */
const MAX_MOMENTS = 500

/** Alerts and their timelines. */
export class AlertTable {
  readonly #connection: Connection
  readonly #put: Statement
  readonly #find: Query<AlertRow>
  readonly #ofIncidents: Query<AlertRow>
  readonly #acknowledge: Statement
  readonly #addMoment: Statement
  readonly #moments: Query<[string]>
  readonly #forgetMoments: Statement
  readonly #forget: Statement

  constructor(connection: Connection) {
    this.#connection = connection
    this.#put = connection.statement(
      `INSERT INTO alert (id, incident_id, namespace, raised_at, resolved_at, content) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET resolved_at = excluded.resolved_at, content = excluded.content`,
    )
    this.#find = connection.query(`SELECT ${COLUMNS} FROM alert WHERE id = ?`)
    this.#ofIncidents = connection.query(
      `SELECT ${COLUMNS} FROM alert WHERE incident_id IN (SELECT value FROM json_each(?)) ORDER BY place`,
    )
    this.#acknowledge = connection.statement(
      'UPDATE alert SET acknowledged_by = ? WHERE id = ? AND resolved_at IS NULL',
    )
    this.#addMoment = connection.statement('INSERT INTO alert_moment (alert_id, content) VALUES (?, ?)')
    this.#moments = connection.query('SELECT content FROM alert_moment WHERE alert_id = ? ORDER BY id DESC LIMIT ?')
    this.#forgetMoments = connection.statement(
      `DELETE FROM alert_moment WHERE alert_id IN
         (SELECT id FROM alert WHERE resolved_at < ? ORDER BY resolved_at, place LIMIT ?)`,
    )
    this.#forget = connection.statement(
      `DELETE FROM alert WHERE place IN
         (SELECT place FROM alert WHERE resolved_at < ? ORDER BY resolved_at, place LIMIT ?)`,
    )
  }

  /** @param incident absent: that which it has, or itself where it is new */
  apply(transition: AlertTransition, incident: string | undefined): void {
    const { type, at, seq, alert } = transition
    this.#put.run(...columnsOf(alert, incident ?? alert.id))
    const why = transition.type === 'resolved' && { because: transition.because }
    this.#addMomentOf(alert.id, { type, at, seq, ...why, sentence: alert.sentence })
  }

  /** In the order in which they were raised. */
  ofIncidents(incidents: readonly string[]): StoredAlert[] {
    return this.#ofIncidents.all(JSON.stringify(incidents)).map(storedAlert)
  }

  /** With its timeline. */
  find(id: string): StoredAlert | undefined {
    const row = this.#find.first(id)
    if (row === undefined) return undefined
    const moments = this.#moments.all(id, MAX_MOMENTS).map(([content]) => JSON.parse(content) as AlertMoment)
    return { ...storedAlert(row), timeline: moments.reverse() }
  }

  /** The newest first. */
  list(query: AlertQuery): StoredAlert[] {
    const { conditions, values } = conditionsOf(query)
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
    return this.#connection
      .query<AlertRow>(`SELECT ${COLUMNS} FROM alert ${where} ORDER BY place DESC LIMIT ?`)
      .all(...values, query.limit)
      .map(storedAlert)
  }

  /** @returns whether it fires */
  acknowledge(id: string, what: Acknowledgement | 'withdrawn'): boolean {
    const isWithdrawn = what === 'withdrawn'
    if (this.#acknowledge.run(isWithdrawn ? null : JSON.stringify(what), id) === 0) return false
    const moment = isWithdrawn ? undefined : { at: what.at, by: what.by }
    if (moment) this.#addMomentOf(id, { type: 'acknowledged', ...moment })
    return true
  }

  forgetBefore(at: number, limit: number): void {
    this.#forgetMoments.run(at, limit)
    this.#forget.run(at, limit)
  }

  #addMomentOf(alert: string, moment: AlertMoment): void {
    this.#addMoment.run(alert, JSON.stringify(moment))
  }
}

function columnsOf(alert: Alert, incident: string): SqlValue[] {
  const namespace = parseObjectKey(alert.subject)?.namespace ?? ''
  return [alert.id, incident, namespace, alert.raisedAt, alert.resolvedAt ?? null, JSON.stringify(alert)]
}

function storedAlert([content, incident, acknowledged]: AlertRow): StoredAlert {
  const alert = JSON.parse(content) as Alert
  return { alert, incident, ...(acknowledged !== null && { acknowledged: JSON.parse(acknowledged) }) }
}

const STATE_CONDITIONS = {
  firing: '(resolved_at IS NULL AND acknowledged_by IS NULL)',
  acknowledged: '(resolved_at IS NULL AND acknowledged_by IS NOT NULL)',
  resolved: 'resolved_at IS NOT NULL',
} as const

function conditionsOf({ states, namespaces, severities, detectors, from, to, incident, before }: AlertQuery): {
  conditions: string[]
  values: SqlValue[]
} {
  const conditions: string[] = []
  const values: SqlValue[] = []
  const add = (condition: string, ...given: SqlValue[]) => {
    conditions.push(condition)
    values.push(...given)
  }
  if (states) add(`(${states.map((state) => STATE_CONDITIONS[state]).join(' OR ') || 'FALSE'})`)
  if (namespaces) add(`namespace IN (${namespaces.map(() => '?').join()})`, ...namespaces)
  if (severities) add(`content ->> 'severity' IN (${severities.map(() => '?').join()})`, ...severities)
  if (detectors) add(`content ->> 'detector' IN (${detectors.map(() => '?').join()})`, ...detectors)
  if (from !== undefined) add('(resolved_at IS NULL OR resolved_at >= ?)', from)
  if (to !== undefined) add('raised_at < ?', to)
  if (incident !== undefined) add('incident_id = ?', incident)
  if (before !== undefined) add('place < (SELECT place FROM alert WHERE id = ?)', before)
  return { conditions, values }
}
