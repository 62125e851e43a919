import type { HistoryReader, ServiceWindow } from '@portolan/pipeline/ports'
import type { Connection, Query } from '../sqlite/connection.ts'
import { OVERLAPS, WINDOW_COLUMNS, type WindowRow, windowOf } from './ledger-reader.ts'
import type { Places } from './places.ts'
import { ServiceScope } from './service-scope.ts'

export type WindowsQuery = Parameters<HistoryReader['zeroReadyWindows']>[0]

type Row = [...window: WindowRow, service: string]

/**
 * Answers when Services had no ready endpoint.
 *
 * Windows that began in a range are found by where they began. Of those that began before, only the last one of each Service
 * can last into the range, for they never overlap; a Service is asked for it only while the limit is not reached.
 */
export class WindowReader {
  readonly #places: Places
  readonly #scope: ServiceScope
  readonly #begun: Query<Row>
  readonly #lastBefore: Query<Row>

  constructor(connection: Connection, places: Places) {
    this.#places = places
    this.#scope = new ServiceScope(connection)
    const windows = `SELECT ${WINDOW_COLUMNS}, s.key FROM zero_ready_window JOIN service s ON s.id = service_id`
    this.#begun = connection.query(
      `${windows} WHERE from_seq >= :first AND from_seq < :end AND ${OVERLAPS}
         AND (:services IS NULL OR service_id IN (SELECT value FROM json_each(:services)))
       ORDER BY from_seq DESC, s.key LIMIT :limit`,
    )
    this.#lastBefore = connection.query(
      `${windows} WHERE service_id = :serviceId AND from_seq < :first AND ${OVERLAPS} ORDER BY from_seq DESC LIMIT 1`,
    )
  }

  /** JSON of each `ServiceWindow`, newest first. */
  *read({ from, to, namespaces, limit }: WindowsQuery): Generator<string, void> {
    const services = this.#scope.idsOf(namespaces ? { namespaces } : {})
    const range = this.#places.range(from, to)
    const times = { from: from ?? Number.MIN_SAFE_INTEGER, to: to ?? Number.MAX_SAFE_INTEGER }
    const filter = namespaces ? JSON.stringify(services) : null
    const begun = this.#begun.all({ ...range, ...times, services: filter, limit })
    for (const row of begun) yield JSON.stringify(windowOfService(row))
    if (begun.length >= limit) return
    const before = services
      .flatMap((serviceId) => this.#lastBefore.all({ serviceId, first: range.first, ...times }))
      .sort(newestFirst)
    for (const row of before.slice(0, limit - begun.length)) yield JSON.stringify(windowOfService(row))
  }
}

function windowOfService([from, fromSeq, opened, to, toSeq, service]: Row): ServiceWindow {
  return { service, window: windowOf([from, fromSeq, opened, to, toSeq]) }
}

function newestFirst([, a, , , , serviceOfA]: Row, [, b, , , , serviceOfB]: Row): number {
  return b - a || (serviceOfA < serviceOfB ? -1 : 1)
}
