import type { EndpointMoves } from '@portolan/pipeline/ports'
import type { MinuteRow } from '../format/minute-row.ts'
import { MINUTE_MS } from '../format/minutes.ts'
import type { Connection, Query } from '../sqlite/connection.ts'

/** The totals of a Service at the end of a minute; see `service_minute`. */
export interface ServiceMinute extends EndpointMoves {
  readonly minute: number
  readonly ready: number
  readonly readyMin: number
  readonly zeroReadyMs: number
  readonly zeroReadyFrom: number | undefined
}

const NOTHING: ServiceMinute = minuteOf([0, 0, 0, 0, 0, 0, 0, 0, 0, null])

/** Reads the totals of Services. */
export class MinuteRows {
  readonly #first: Query<[minute: number]>
  readonly #upTo: Query<MinuteRow>
  readonly #between: Query<MinuteRow>

  constructor(connection: Connection) {
    const row = `SELECT minute, ready, ready_min, added, removed, became_ready, became_unready, flips, zero_ready_ms, zero_ready_from
      FROM service_minute WHERE service_id = ?`
    this.#first = connection.query('SELECT minute FROM service_minute WHERE service_id = ? ORDER BY minute LIMIT 1')
    this.#upTo = connection.query(`${row} AND minute <= ? ORDER BY minute DESC LIMIT 1`)
    this.#between = connection.query(`${row} AND minute >= ? AND minute <= ? ORDER BY minute`)
  }

  /** Epoch ms after which everything is known of a Service: the last of its first minute; `undefined` where nothing is. */
  knownFrom(serviceId: number): number | undefined {
    const minute = this.#first.first(serviceId)?.[0]
    return minute === undefined ? undefined : (minute + 1) * MINUTE_MS - 1
  }

  /** The totals at the end of a minute; zeros before the Service was known. */
  at(serviceId: number, minute: number): ServiceMinute {
    const row = this.#upTo.first(serviceId, minute)
    return row ? minuteOf(row) : NOTHING
  }

  /** The minutes from one to another, both included, in which anything happened. */
  between(serviceId: number, first: number, last: number): ServiceMinute[] {
    return this.#between.all(serviceId, first, last).map(minuteOf)
  }
}

function minuteOf(row: MinuteRow): ServiceMinute {
  const [minute, ready, readyMin, added, removed, becameReady, becameUnready, flips, zeroReadyMs, zeroReadyFrom] = row
  const moves = { added, removed, becameReady, becameUnready, flips }
  return { minute, ready, readyMin, ...moves, zeroReadyMs, zeroReadyFrom: zeroReadyFrom ?? undefined }
}
