import type { LedgerInterval, OpenLedger, ZeroReadyWindow } from '@portolan/domain'
import {
  INTERVAL_COLUMNS,
  type IntervalRow,
  intervalOf,
  WINDOW_COLUMNS,
  type WindowRow,
  windowOf,
} from '../reader/ledger-reader.ts'
import type { Connection, Query } from '../sqlite/connection.ts'

const INTERVALS = `SELECT ${INTERVAL_COLUMNS} FROM ledger_interval i JOIN endpoint e ON e.id = i.endpoint_id`
const WINDOWS = `SELECT ${WINDOW_COLUMNS} FROM zero_ready_window`
/** Stored intervals and windows that a fold from a `seq` on can explain. */
const REACHES_IN = '(to_seq IS NULL OR to_seq >= ?)'

type CountQuery = Query<[serviceId: number, count: number]>
/** Enough to find an interval. */
type IntervalPlace = Pick<LedgerInterval, 'identity' | 'fromSeq' | 'toSeq'>

/** The ledgers as they are stored, and how much of them was asked for. */
export class LedgerRows {
  readonly #from: number
  readonly #services: Map<string, number>
  readonly #interval: Query<IntervalRow>
  readonly #anyInterval: Query<IntervalRow>
  readonly #window: Query<WindowRow>
  readonly #countIntervals: CountQuery
  readonly #countWindows: CountQuery
  readonly #foundIntervals = new Map<number, number>()
  readonly #foundWindows = new Map<number, number>()

  /** @param from first `seq` that is kept */
  constructor(connection: Connection, from: number) {
    this.#from = from
    this.#services = new Map(connection.query<[string, number]>('SELECT key, id FROM service').all())
    const isIt = 'i.service_id = ?1 AND i.from_seq = ?2 AND e.identity = ?3'
    this.#interval = connection.query(`${INTERVALS} WHERE ${isIt} AND i.to_seq IS ?4`)
    this.#anyInterval = connection.query(`${INTERVALS} WHERE ${isIt}`)
    this.#window = connection.query(`${WINDOWS} WHERE service_id = ? AND from_seq = ?`)
    const counted = (table: string) =>
      `SELECT service_id, count(*) FROM ${table} WHERE ${REACHES_IN} GROUP BY service_id`
    this.#countIntervals = connection.query(counted('ledger_interval'))
    this.#countWindows = connection.query(counted('zero_ready_window'))
  }

  /** The stored interval of this identity from this `seq` on. */
  interval(service: string, { identity, fromSeq, toSeq }: IntervalPlace): LedgerInterval | undefined {
    const serviceId = this.#services.get(service)
    if (serviceId === undefined) return undefined
    const key = [serviceId, fromSeq, identity] as const
    const row = this.#interval.first(...key, toSeq ?? null) ?? this.#anyInterval.first(...key)
    if (row) count(this.#foundIntervals, serviceId)
    return row && intervalOf(row)
  }

  /** The stored window from this `seq` on. */
  window(service: string, fromSeq: number): ZeroReadyWindow | undefined {
    const serviceId = this.#services.get(service)
    const row = serviceId === undefined ? undefined : this.#window.first(serviceId, fromSeq)
    if (row && serviceId !== undefined) count(this.#foundWindows, serviceId)
    return row && windowOf(row)
  }

  /** Services with intervals that were never asked for, and how many. */
  unexplainedIntervals(): [service: string, count: number][] {
    return this.#unexplained(this.#countIntervals, this.#foundIntervals)
  }

  unexplainedWindows(): [service: string, count: number][] {
    return this.#unexplained(this.#countWindows, this.#foundWindows)
  }

  #unexplained(stored: CountQuery, found: ReadonlyMap<number, number>): [string, number][] {
    const keys = new Map(Array.from(this.#services, ([key, id]) => [id, key]))
    return stored
      .all(this.#from)
      .map(([id, total]): [string, number] => [keys.get(id) ?? `no. ${id}`, total - (found.get(id) ?? 0)])
      .filter(([, more]) => more > 0)
  }
}

/**
 * What was open just before a `seq`, as far as rows tell. Whether a Service had been ready is not kept for every place of the log:
 * one that has a ready endpoint, or is in a window, had been.
 */
export function openLedgersBefore(connection: Connection, seq: number): OpenLedger[] {
  if (seq === 1) return []
  const isOpen = `from_seq < ?2 AND (to_seq IS NULL OR to_seq >= ?2)`
  const intervals = connection.query<IntervalRow>(`${INTERVALS} WHERE i.service_id = ?1 AND ${isOpen}`)
  const windows = connection.query<WindowRow>(`${WINDOWS} WHERE service_id = ?1 AND ${isOpen}`)
  const services = connection.query<[string, number]>('SELECT key, id FROM service').all()
  return services.flatMap(([service, id]) => {
    const open = intervals.all(id, seq).map((row) => unended(intervalOf(row)))
    const row = windows.first(id, seq)
    if (open.length === 0 && row === undefined) return []
    const wasReady = row !== undefined || open.some(({ state }) => state === 'ready')
    return [{ service, open, ...(row && { window: unended(windowOf(row)) }), wasReady }]
  })
}

/** As it was while it lasted. */
function unended<Stretch extends { readonly to?: number; readonly toSeq?: number; readonly closed?: unknown }>(
  stretch: Stretch,
): Omit<Stretch, 'to' | 'toSeq' | 'closed'> {
  const { to: _, toSeq: __, closed: ___, ...rest } = stretch
  return rest
}

function count(counts: Map<number, number>, id: number): void {
  counts.set(id, (counts.get(id) ?? 0) + 1)
}
