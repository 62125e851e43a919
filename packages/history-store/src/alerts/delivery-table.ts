import type { Delivery, DeliveryAttempt, DeliveryCount, DeliveryQuery, NewDelivery } from '@portolan/pipeline/ports'
import type { Connection, Query, SqlValue, Statement } from '../sqlite/connection.ts'
import type { Forgetting } from './alert-table.ts'

type DeliveryRow = [
  id: number,
  key: string,
  receiver: string,
  incident: string,
  state: number,
  dueAt: number,
  createdAt: number,
  tries: number,
  notification: string,
  firing: string,
  attempts: string,
]

const COLUMNS =
  'id, idempotency_key, receiver_id, incident_id, state, due_at, created_at, tries, notification, firing, attempts'
const STATES = ['waiting', 'delivered', 'dead'] as const
const [WAITING, DELIVERED, DEAD] = [0, 1, 2]
const KEPT_ATTEMPTS = 20
/** Of an incident that goes on, so many delivered repetitions to one receiver are kept. */
const KEPT_REPEATS = 10

/** The outbox. */
export class DeliveryTable {
  readonly #connection: Connection
  readonly #add: Statement
  readonly #due: Query<DeliveryRow>
  readonly #nextDue: Query<[number | null]>
  readonly #find: Query<DeliveryRow>
  readonly #byKey: Query<DeliveryRow>
  readonly #counts: Query<[receiver: string, state: number, count: number]>
  readonly #lastOf: Query<DeliveryRow>
  readonly #record: Statement
  readonly #retry: Statement
  readonly #giveUp: Statement
  readonly #cutRepeats: Statement
  readonly #over: Statement
  readonly #surplus: Statement

  constructor(connection: Connection) {
    this.#connection = connection
    // A message that was decided again after a crash has the same key: it is the same message.
    this.#add = connection.statement(
      `INSERT INTO delivery (idempotency_key, receiver_id, incident_id, state, due_at, created_at, tries, notification, firing, attempts)
       VALUES (?, ?, ?, ${WAITING}, ?, ?, 0, ?, ?, '[]') ON CONFLICT (idempotency_key) DO NOTHING`,
    )
    this.#due = connection.query(
      `SELECT ${COLUMNS} FROM delivery AS first
       WHERE state = ${WAITING} AND due_at <= ? AND receiver_id NOT IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
         SELECT 1 FROM delivery AS earlier
         WHERE earlier.receiver_id = first.receiver_id AND earlier.incident_id = first.incident_id
           AND earlier.state = ${WAITING} AND earlier.id < first.id)
       ORDER BY due_at, id LIMIT ?`,
    )
    this.#nextDue = connection.query(`SELECT min(due_at) FROM delivery WHERE state = ${WAITING} AND due_at > ?`)
    this.#byKey = connection.query(`SELECT ${COLUMNS} FROM delivery WHERE idempotency_key = ?`)
    this.#counts = connection.query('SELECT receiver_id, state, COUNT(*) FROM delivery GROUP BY receiver_id, state')
    this.#lastOf = connection.query(
      `SELECT ${COLUMNS} FROM delivery WHERE id IN (
         SELECT max(id) FROM delivery WHERE incident_id IN (SELECT value FROM json_each(?))
         GROUP BY receiver_id, incident_id) ORDER BY id`,
    )
    this.#find = connection.query(`SELECT ${COLUMNS} FROM delivery WHERE id = ?`)
    this.#record = connection.statement(
      'UPDATE delivery SET state = ?, due_at = ?, tries = tries + 1, attempts = ? WHERE id = ?',
    )
    this.#retry = connection.statement(
      `UPDATE delivery SET state = ${WAITING}, due_at = ? WHERE id = ? AND state = ${DEAD}`,
    )
    this.#giveUp = connection.statement(
      `UPDATE delivery SET state = ${DEAD} WHERE receiver_id = ? AND state = ${WAITING}`,
    )
    this.#cutRepeats = connection.statement(
      `DELETE FROM delivery WHERE id IN (
         SELECT id FROM delivery
         WHERE receiver_id = ? AND incident_id = ? AND state = ${DELIVERED} AND notification ->> 'kind' = 'repeat'
         ORDER BY id DESC LIMIT -1 OFFSET ${KEPT_REPEATS})`,
    )
    // Of an incident that goes on the last message to each receiver says what it knows.
    const isFinished = `state <> ${WAITING} AND NOT EXISTS (
      SELECT 1 FROM incident WHERE incident.id = delivery.incident_id AND resolved_at IS NULL)`
    this.#over = connection.statement(
      `DELETE FROM delivery WHERE id IN
         (SELECT id FROM delivery
          WHERE id < coalesce((SELECT id FROM delivery WHERE created_at >= ? ORDER BY id LIMIT 1), ${Number.MAX_SAFE_INTEGER})
            AND ${isFinished} ORDER BY id LIMIT ?)`,
    )
    this.#surplus = connection.statement(
      `DELETE FROM delivery WHERE id IN
         (SELECT id FROM delivery WHERE id <= (SELECT max(id) FROM delivery) - ? AND ${isFinished} ORDER BY id LIMIT ?)`,
    )
  }

  /** @param createdAt epoch ms */
  add({ idempotencyKey, receiver, incident, dueAt, notification, firing }: NewDelivery, createdAt: number): void {
    const contents = [notification, firing].map((content) => JSON.stringify(content))
    this.#add.run(idempotencyKey, receiver, incident, dueAt, createdAt, ...contents)
    if (notification.kind === 'repeat') this.#cutRepeats.run(receiver, incident)
  }

  find(id: string): Delivery | undefined {
    const row = this.#find.first(Number(id))
    return row && deliveryOf(row)
  }

  findByKey(idempotencyKey: string): Delivery | undefined {
    const row = this.#byKey.first(idempotencyKey)
    return row && deliveryOf(row)
  }

  counts(): DeliveryCount[] {
    return this.#counts.all().map(([receiver, state, count]) => ({ receiver, state: STATES[state] ?? 'dead', count }))
  }

  due({ at, limit, except }: { at: number; limit: number; except: readonly string[] }): Delivery[] {
    return this.#due.all(at, JSON.stringify(except), limit).map(deliveryOf)
  }

  nextDueAt(after: number): number | undefined {
    return this.#nextDue.first(after)?.[0] ?? undefined
  }

  /** Nothing where the message is forgotten. */
  recordAttempt(id: string, attempt: DeliveryAttempt): void {
    const row = this.#find.first(Number(id))
    if (row === undefined) return
    const { attempts, dueAt } = deliveryOf(row)
    const kept = [...attempts, attempt].slice(-KEPT_ATTEMPTS)
    this.#record.run(stateAfter(attempt), attempt.nextAt ?? dueAt, JSON.stringify(kept), Number(id))
  }

  /** Of these incidents, the last message to each receiver. */
  lastOf(incidents: readonly string[]): Delivery[] {
    return this.#lastOf.all(JSON.stringify(incidents)).map(deliveryOf)
  }

  /** The newest first. */
  list({ receiver, incident, states, before, limit }: DeliveryQuery): Delivery[] {
    const conditions: string[] = []
    const values: SqlValue[] = []
    const add = (condition: string, ...given: SqlValue[]) => {
      conditions.push(condition)
      values.push(...given)
    }
    if (receiver !== undefined) add('receiver_id = ?', receiver)
    if (incident !== undefined) add('incident_id = ?', incident)
    if (states) add(`state IN (${states.map((state) => STATES.indexOf(state)).join()})`)
    if (before !== undefined) add('id < ?', Number(before))
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
    return this.#connection
      .query<DeliveryRow>(`SELECT ${COLUMNS} FROM delivery ${where} ORDER BY id DESC LIMIT ?`)
      .all(...values, limit)
      .map(deliveryOf)
  }

  /** @returns whether it was a dead letter */
  retry(id: string, at: number): boolean {
    return this.#retry.run(at, Number(id)) > 0
  }

  /** What waits for a receiver will not be sent. */
  giveUp(receiver: string): void {
    this.#giveUp.run(receiver)
  }

  forget({ at, kept, limit }: Forgetting): void {
    this.#over.run(at, limit)
    this.#surplus.run(kept, limit)
  }
}

function stateAfter({ outcome, nextAt }: DeliveryAttempt): number {
  if (outcome === 'delivered') return DELIVERED
  return nextAt === undefined ? DEAD : WAITING
}

function deliveryOf(row: DeliveryRow): Delivery {
  const [id, idempotencyKey, receiver, incident, state, dueAt, createdAt, tries, notification, firing, attempts] = row
  return {
    id: String(id),
    ...{ idempotencyKey, receiver, incident, dueAt, createdAt, tries },
    state: STATES[state] ?? 'dead',
    notification: JSON.parse(notification),
    firing: JSON.parse(firing),
    attempts: JSON.parse(attempts),
  }
}
