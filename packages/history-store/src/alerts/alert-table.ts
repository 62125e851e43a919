import { type Alert, type AlertTransition, parseObjectKey } from '@portolan/domain'
import type {
  Acknowledging,
  AlertMoment,
  AlertQuery,
  Firing,
  FiringsQuery,
  StoredAlert,
} from '@portolan/pipeline/ports'
import type { Connection, Query, SqlValue, Statement } from '../sqlite/connection.ts'

type AlertRow = [content: string, incident: string, acknowledged: string | null]

const COLUMNS = 'content, incident_id, acknowledged_by'
/** Of a timeline that grew longer, updates before the newest lines are forgotten. */
const MAX_MOMENTS = 500

/** What is forgotten: what was over before `at` (epoch ms), and of more than `kept` the oldest; at most `limit` of each. */
export interface Forgetting {
  readonly at: number
  readonly kept: number
  readonly limit: number
}

/** Alerts and their timelines. */
export class AlertTable {
  readonly #connection: Connection
  readonly #put: Statement
  readonly #find: Query<AlertRow>
  readonly #ofIncidents: Query<AlertRow>
  readonly #firings: Query<[raisedAt: number, resolvedAt: number | null]>
  readonly #acknowledge: Statement
  readonly #raiseAgain: Statement
  readonly #addMoment: Statement
  readonly #moments: Query<[string]>
  readonly #cutMoments: Statement
  readonly #over: Query<[string]>
  readonly #surplus: Query<[string]>
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
    this.#firings = connection.query(
      `SELECT raised_at, resolved_at FROM alert
       WHERE raised_at < ? AND (resolved_at IS NULL OR resolved_at >= ?) AND content ->> 'ruleId' = ?
       ORDER BY place DESC LIMIT ?`,
    )
    this.#acknowledge = connection.statement(
      'UPDATE alert SET acknowledged_by = ? WHERE id = ? AND resolved_at IS NULL',
    )
    // What is judged again after a crash is the same moment.
    this.#addMoment = connection.statement(
      `INSERT INTO alert_moment (alert_id, content) SELECT ?1, ?2
         WHERE NOT EXISTS (
           SELECT 1 FROM alert_moment WHERE alert_id = ?1 AND content ->> 'type' = ?3 AND content ->> 'at' = ?4)`,
    )
    this.#raiseAgain = connection.statement('UPDATE alert SET acknowledged_by = NULL WHERE id = ?')
    this.#moments = connection.query('SELECT content FROM alert_moment WHERE alert_id = ? ORDER BY id DESC LIMIT ?')
    this.#cutMoments = connection.statement(
      `DELETE FROM alert_moment WHERE alert_id = ?1 AND content ->> 'type' = 'updated' AND id <=
         (SELECT id FROM alert_moment WHERE alert_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ${MAX_MOMENTS})`,
    )
    this.#over = connection.query('SELECT id FROM alert WHERE resolved_at < ? ORDER BY resolved_at, place LIMIT ?')
    this.#surplus = connection.query(
      `SELECT id FROM alert WHERE place <= (SELECT max(place) FROM alert) - ? AND resolved_at IS NOT NULL
         ORDER BY place LIMIT ?`,
    )
    this.#forgetMoments = connection.statement(
      'DELETE FROM alert_moment WHERE alert_id IN (SELECT value FROM json_each(?))',
    )
    this.#forget = connection.statement('DELETE FROM alert WHERE id IN (SELECT value FROM json_each(?))')
  }

  /** @param incident absent: that which it has, or itself where it is new */
  apply(transition: AlertTransition, incident: string | undefined): void {
    const { type, at, seq, alert } = transition
    this.#put.run(...columnsOf(alert, incident ?? alert.id))
    if (type === 'raised') this.#raiseAgain.run(alert.id)
    const why = transition.type === 'resolved' && { because: transition.because }
    this.#addMomentOf(alert.id, { type, at, seq, ...why, sentence: alert.sentence })
    if (type === 'updated') this.#cutMoments.run(alert.id)
  }

  /** In the order in which they were raised, with their timelines. */
  ofIncidents(incidents: readonly string[]): StoredAlert[] {
    return this.#ofIncidents.all(JSON.stringify(incidents)).map((row) => this.#withTimeline(row))
  }

  /** With its timeline. */
  find(id: string): StoredAlert | undefined {
    const row = this.#find.first(id)
    return row && this.#withTimeline(row)
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

  /** The newest first. */
  firings({ ruleId, from, to, limit }: FiringsQuery): Firing[] {
    return this.#firings.all(to, from, ruleId, limit).map(([raisedAt, resolvedAt]) => {
      return { raisedAt, ...(resolvedAt !== null && { resolvedAt }) }
    })
  }

  /** @returns whether it fires */
  acknowledge(id: string, what: Acknowledging): boolean {
    const isWithdrawn = 'isWithdrawn' in what
    if (this.#acknowledge.run(isWithdrawn ? null : JSON.stringify(what), id) === 0) return false
    const { at } = what
    this.#addMomentOf(id, isWithdrawn ? { type: 'unacknowledged', at } : { type: 'acknowledged', at, by: what.by })
    return true
  }

  forget({ at, kept, limit }: Forgetting): void {
    const ids = [...this.#over.all(at, limit), ...this.#surplus.all(kept, limit)].map(([id]) => id)
    if (ids.length === 0) return
    this.#forgetMoments.run(JSON.stringify(ids))
    this.#forget.run(JSON.stringify(ids))
  }

  #withTimeline(row: AlertRow): StoredAlert {
    const stored = storedAlert(row)
    const newestFirst = this.#moments.all(stored.alert.id, 2 * MAX_MOMENTS)
    return { ...stored, timeline: newestFirst.map(([content]) => JSON.parse(content) as AlertMoment).reverse() }
  }

  #addMomentOf(alert: string, moment: AlertMoment): void {
    this.#addMoment.run(alert, JSON.stringify(moment), moment.type, moment.at)
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

function conditionsOf({ states, namespaces, severities, detectors, ruleIds, from, to, incident, before }: AlertQuery): {
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
  if (ruleIds) add(`content ->> 'ruleId' IN (${ruleIds.map(() => '?').join()})`, ...ruleIds)
  if (from !== undefined) add('(resolved_at IS NULL OR resolved_at >= ?)', from)
  if (to !== undefined) add('raised_at < ?', to)
  if (incident !== undefined) add('incident_id = ?', incident)
  if (before !== undefined) add('place < (SELECT place FROM alert WHERE id = ?)', before)
  return { conditions, values }
}
