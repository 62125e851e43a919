import type { Connection } from '../sqlite/connection.ts'
import { inSteps, inStepsOfEach, type Steps } from './steps.ts'

/** So many intervals, windows or gaps go at a time. */
const ROWS_A_STEP = 200

/** Removes what ended before the log begins: intervals with their endpoints, windows, gaps. What lasts into it stays. */
export class LedgerSweep {
  readonly #connection: Connection
  readonly #statements: ReturnType<typeof prepare>

  constructor(connection: Connection) {
    this.#connection = connection
    this.#statements = prepare(connection)
  }

  *sweepBefore(keptFrom: number): Steps {
    const { services, dropWindows, dropGaps } = this.#statements
    const serviceIds = services.all().map(([serviceId]) => serviceId)
    yield* inStepsOfEach(this.#connection, serviceIds, (serviceId) => this.#removeIntervals(serviceId, keptFrom))
    yield* inSteps(this.#connection, () => dropWindows.run({ keptFrom, count: ROWS_A_STEP }))
    yield* inSteps(this.#connection, () => dropGaps.run({ keptFrom, count: ROWS_A_STEP }))
  }

  #removeIntervals(serviceId: number, keptFrom: number): number {
    const { intervals, dropInterval, dropEndpoint } = this.#statements
    const rows = intervals.all(serviceId, keptFrom, ROWS_A_STEP)
    for (const [id] of rows) dropInterval.run(id)
    for (const endpointId of new Set(rows.map(([, endpointId]) => endpointId))) dropEndpoint.run(endpointId)
    return rows.length
  }
}

function prepare(connection: Connection) {
  return {
    services: connection.query<[serviceId: number]>('SELECT id FROM service'),
    intervals: connection.query<[id: number, endpointId: number]>(
      'SELECT id, endpoint_id FROM ledger_interval WHERE service_id = ? AND to_seq < ? ORDER BY to_seq LIMIT ?',
    ),
    dropInterval: connection.statement('DELETE FROM ledger_interval WHERE id = ?'),
    dropEndpoint: connection.statement(
      'DELETE FROM endpoint WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM ledger_interval WHERE endpoint_id = ?1)',
    ),
    dropWindows: connection.statement(
      `DELETE FROM zero_ready_window WHERE (service_id, from_seq) IN (
         SELECT service_id, from_seq FROM zero_ready_window WHERE from_seq < :keptFrom AND to_seq < :keptFrom LIMIT :count)`,
    ),
    dropGaps: connection.statement(
      `DELETE FROM gap WHERE (kind, namespace, from_at) IN (
         SELECT kind, namespace, from_at FROM gap
         WHERE to_at < (SELECT observed_at + behind_ms FROM change WHERE seq = :keptFrom) LIMIT :count)`,
    ),
  }
}
