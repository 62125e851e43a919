import type { LedgerInterval, OpenLedger, ZeroReadyWindow } from '@portolan/domain'
import type { LedgerRange } from '@portolan/pipeline/ports'
import { ENDPOINT_STATES, EVIDENCE, INTERVAL_CLOSED, INTERVAL_OPENED, WINDOW_OPENED } from '../format/words.ts'
import type { Connection, Query } from '../sqlite/connection.ts'
import type { Places } from './places.ts'

export type IntervalRow = [
  identity: string,
  address: string,
  pod: string | null,
  node: string | null,
  revision: string | null,
  state: number,
  evidence: number,
  opened: number,
  from: number,
  fromSeq: number,
  to: number | null,
  toSeq: number | null,
  closed: number | null,
]

export type WindowRow = [from: number, fromSeq: number, opened: number, to: number | null, toSeq: number | null]

export const INTERVAL_COLUMNS = `e.identity, e.address, e.pod, e.node, e.revision, i.state, i.evidence, i.opened,
  i.from_at, i.from_seq, i.to_at, i.to_seq, i.closed`
export const WINDOW_COLUMNS = 'from_at, from_seq, opened, to_at, to_seq'
/** It began in `[from, to)`, or before and lasted into it. One that begins and ends in one millisecond counts. */
export const OVERLAPS = 'from_at < :to AND (from_at >= :from OR to_at > :from OR to_at IS NULL)'

/** Answers what is in the ledgers of Services. */
export class LedgerReader {
  readonly #places: Places
  readonly #serviceId: Query<[id: number]>
  readonly #services: Query<[id: number, key: string, wasReady: number]>
  readonly #intervals: Query<IntervalRow>
  readonly #windows: Query<WindowRow>
  readonly #openIntervals: Query<IntervalRow>
  readonly #openWindow: Query<WindowRow>

  constructor(connection: Connection, places: Places) {
    this.#places = places
    const interval = `SELECT ${INTERVAL_COLUMNS} FROM ledger_interval i JOIN endpoint e ON e.id = i.endpoint_id WHERE i.service_id`
    const window = `SELECT ${WINDOW_COLUMNS} FROM zero_ready_window WHERE service_id`
    this.#serviceId = connection.query('SELECT id FROM service WHERE key = ?')
    this.#services = connection.query('SELECT id, key, was_ready FROM service ORDER BY key')
    this.#intervals = connection.query(
      `${interval} = :serviceId AND (i.to_seq IS NULL OR i.to_seq >= :firstSeq) AND ${OVERLAPS} ORDER BY i.from_seq, e.identity`,
    )
    this.#windows = connection.query(`${window} = :serviceId AND ${OVERLAPS} ORDER BY from_seq`)
    this.#openIntervals = connection.query(`${interval} = ? AND i.to_seq IS NULL ORDER BY i.from_seq, e.identity`)
    this.#openWindow = connection.query(`${window} = ? AND to_seq IS NULL ORDER BY from_seq DESC LIMIT 1`)
  }

  /** JSON of each interval that overlaps a range. @returns the windows that do */
  *ledger(service: string, { from, to }: LedgerRange): Generator<string, ZeroReadyWindow[]> {
    const serviceId = this.#serviceId.first(service)?.[0]
    if (serviceId === undefined) return []
    const range = { serviceId, from: from ?? Number.MIN_SAFE_INTEGER, to: to ?? Number.MAX_SAFE_INTEGER }
    // In a part of a log, what its beginning tells of the time before has the `seq` of then.
    const firstSeq = from === undefined || this.#places.hasHoles ? 0 : this.#places.range(from).first
    for (const row of this.#intervals.all({ ...range, firstSeq })) yield JSON.stringify(intervalOf(row))
    return this.#windows.all(range).map(windowOf)
  }

  /** JSON of the `OpenLedger` of each Service that has anything to go on with. */
  *openLedgers(): Generator<string, void> {
    for (const [serviceId, service, wasReady] of this.#services.all()) {
      const open = this.#openIntervals.all(serviceId).map(intervalOf)
      const window = this.#openWindow.first(serviceId)
      if (open.length === 0 && window === undefined && wasReady === 0) continue
      const ledger: OpenLedger = {
        service,
        open,
        ...(window && { window: windowOf(window) }),
        wasReady: wasReady === 1,
      }
      yield JSON.stringify(ledger)
    }
  }
}

export function intervalOf(row: IntervalRow): LedgerInterval {
  const [identity, address, pod, node, revision, state, evidence, opened, from, fromSeq, to, toSeq, closed] = row
  return {
    identity,
    address,
    ...(pod !== null && { pod }),
    ...(node !== null && { node }),
    ...(revision !== null && { revision }),
    state: ENDPOINT_STATES.word(state),
    from,
    fromSeq,
    opened: INTERVAL_OPENED.word(opened),
    evidence: EVIDENCE.word(evidence),
    ...(to !== null && { to }),
    ...(toSeq !== null && { toSeq }),
    ...(closed !== null && { closed: INTERVAL_CLOSED.word(closed) }),
  }
}

export function windowOf([from, fromSeq, opened, to, toSeq]: WindowRow): ZeroReadyWindow {
  return {
    from,
    fromSeq,
    opened: WINDOW_OPENED.word(opened),
    ...(to !== null && { to }),
    ...(toSeq !== null && { toSeq }),
  }
}
