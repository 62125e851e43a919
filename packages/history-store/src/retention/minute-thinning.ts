import { DAY_MS, HOUR_MS, MINUTE_MS } from '../format/minutes.ts'
import type { Connection } from '../sqlite/connection.ts'
import { inSteps, type Steps } from './steps.ts'

/** So many rows of a Service are looked at, at a time. */
const ROWS_A_STEP = 400

/** Totals older than this are kept for the last minute of each bucket only; a bucket is so many minutes. */
const LEVELS = [
  { setting: 'hours-thinned-to', olderThanMs: 30 * DAY_MS, bucket: HOUR_MS / MINUTE_MS },
  { setting: 'days-thinned-to', olderThanMs: 120 * DAY_MS, bucket: DAY_MS / MINUTE_MS },
] as const
/** Totals older than this are not kept, but for the last of a Service there still is: what is behind it is counted from there. */
const OLDEST = { setting: 'minutes-kept-from', olderThanMs: 400 * DAY_MS, bucket: DAY_MS / MINUTE_MS } as const

/** How old totals are; none that are as young as the oldest kept change are touched. */
export interface Ages {
  /** Epoch ms. */
  readonly now: number
  /** Epoch ms of the first kept change. */
  readonly keptAt: number
  /** There is no room to keep minutes longer than changes. */
  readonly isTight: boolean
}

/** Minutes in `[from, before)`. */
interface Stretch {
  readonly from: number
  readonly before: number
  readonly bucket: number
}

type Level = (typeof LEVELS)[number] | typeof OLDEST

/**
 * Thins the totals of Services out as they grow old: of minutes first one in an hour is left, then one in a day, then none, and
 * no trace of a Service that is gone.
 *
 * Totals are running sums, so a row that goes takes nothing with it but its minute; the fewest ready endpoints are handed on
 * to the row that stays.
 */
export class MinuteThinning {
  readonly #connection: Connection
  readonly #statements: ReturnType<typeof prepare>

  constructor(connection: Connection) {
    this.#connection = connection
    this.#statements = prepare(connection)
  }

  /** `undefined` where nothing is old enough since the last time. */
  thin(ages: Ages): Steps | undefined {
    const due = [...LEVELS, OLDEST].filter((level) => {
      const { from, before } = this.#stretchOf(level, ages)
      return from < before
    })
    return due.length === 0 ? undefined : this.#thinLevels(due, ages)
  }

  *#thinLevels(levels: readonly Level[], ages: Ages): Steps {
    const serviceIds = this.#statements.services.all().map(([serviceId]) => serviceId)
    for (const level of levels) {
      const stretch = this.#stretchOf(level, ages)
      for (const serviceId of serviceIds)
        yield* level === OLDEST ? this.#drop(serviceId, stretch) : this.#merge(serviceId, stretch)
      this.#statements.mark.run(level.setting, String(stretch.before))
      yield 1
    }
  }

  #stretchOf({ setting, olderThanMs, bucket }: Level, { now, keptAt, isTight }: Ages): Stretch {
    const isFirst = bucket === LEVELS[0].bucket
    const before = isTight && isFirst ? keptAt : Math.min(keptAt, now - olderThanMs)
    const from = this.#statements.marked.first(setting)?.[0] ?? 0
    return { from, before: Math.floor(before / MINUTE_MS / bucket) * bucket, bucket }
  }

  /** Leave the last row of each bucket. */
  *#merge(serviceId: number, { from, before, bucket }: Stretch): Steps {
    for (let next = from; ; ) {
      const rows = this.#statements.minutes.all(serviceId, next, before, ROWS_A_STEP)
      yield this.#connection.transaction(() => this.#mergeRows(serviceId, rows, bucket))
      const last = rows.at(-1)?.[0]
      if (last === undefined || rows.length < ROWS_A_STEP) return
      next = last
    }
  }

  #mergeRows(serviceId: number, rows: readonly MinuteRow[], bucket: number): number {
    let gone = 0
    let least = Number.POSITIVE_INFINITY
    for (const [index, [minute, readyMin]] of rows.entries()) {
      least = Math.min(least, readyMin)
      const next = rows[index + 1]?.[0]
      if (next !== undefined && Math.floor(next / bucket) === Math.floor(minute / bucket)) {
        gone += this.#statements.drop.run(serviceId, minute)
        continue
      }
      if (least < readyMin) this.#statements.setLeast.run(least, serviceId, minute)
      least = Number.POSITIVE_INFINITY
    }
    return gone
  }

  *#drop(serviceId: number, { before }: Stretch): Steps {
    const { dropBefore, dropLast, dropService } = this.#statements
    yield* inSteps(this.#connection, () => dropBefore.run({ serviceId, before, count: ROWS_A_STEP }))
    yield this.#connection.transaction(() => {
      const gone = dropLast.run({ serviceId, before })
      return gone === 0 ? 0 : gone + dropService.run({ serviceId })
    })
  }
}

type MinuteRow = [minute: number, readyMin: number]

/** Nothing of a Service is left but its last total, and that nothing was ready then: it is gone, or might as well be. */
const IS_FORGOTTEN = `NOT EXISTS (SELECT 1 FROM ledger_interval WHERE service_id = :serviceId)
  AND NOT EXISTS (SELECT 1 FROM zero_ready_window WHERE service_id = :serviceId)
  AND NOT EXISTS (SELECT 1 FROM service WHERE id = :serviceId AND was_ready)
  AND NOT EXISTS (SELECT 1 FROM service_minute WHERE service_id = :serviceId AND minute >= :before)`

function prepare(connection: Connection) {
  return {
    services: connection.query<[serviceId: number]>('SELECT id FROM service'),
    marked: connection.query<[minute: number]>('SELECT CAST(value AS INTEGER) FROM setting WHERE name = ?'),
    mark: connection.statement('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)'),
    minutes: connection.query<MinuteRow>(
      'SELECT minute, ready_min FROM service_minute WHERE service_id = ? AND minute >= ? AND minute < ? ORDER BY minute LIMIT ?',
    ),
    drop: connection.statement('DELETE FROM service_minute WHERE service_id = ? AND minute = ?'),
    setLeast: connection.statement('UPDATE service_minute SET ready_min = ? WHERE service_id = ? AND minute = ?'),
    dropBefore: connection.statement(
      `DELETE FROM service_minute WHERE service_id = :serviceId AND minute IN (
         SELECT minute FROM service_minute WHERE service_id = :serviceId
           AND minute < (SELECT max(minute) FROM service_minute WHERE service_id = :serviceId AND minute < :before)
         ORDER BY minute LIMIT :count)`,
    ),
    dropLast: connection.statement(`DELETE FROM service_minute WHERE service_id = :serviceId AND ${IS_FORGOTTEN}`),
    dropService: connection.statement('DELETE FROM service WHERE id = :serviceId'),
  }
}
