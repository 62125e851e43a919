import type { Connection, Query } from '../sqlite/connection.ts'

type Row = [seq: number, time: number]

/** A place in the log, with the time of the clock there. */
export interface Place {
  readonly seq: number
  /** Epoch ms: the latest `observedAt` up to here. It never falls: a clock that is set back counts as standing still. */
  readonly time: number
}

/**
 * Finds places in the log by time, without an index over time: since the time of the clock never falls along `seq`, halving
 * finds it. Some 25 rows are looked at in ten million.
 */
export class Places {
  readonly #atOrAfter: Query<Row>
  readonly #atOrBefore: Query<Row>
  readonly #newestSetBack: Query<[seq: number | null]>

  constructor(connection: Connection) {
    const place = 'SELECT seq, observed_at + behind_ms FROM change'
    this.#atOrAfter = connection.query(`${place} WHERE seq >= ? ORDER BY seq LIMIT 1`)
    this.#atOrBefore = connection.query(`${place} WHERE seq <= ? ORDER BY seq DESC LIMIT 1`)
    this.#newestSetBack = connection.query(
      'SELECT max(seq) FROM change INDEXED BY change_set_back WHERE behind_ms > 0 AND observed_at < ?',
    )
  }

  /** The last place whose `seq` is at most this one. `undefined` before the first record. */
  atSeq(seq: number): Place | undefined {
    return placeOf(this.#atOrBefore.first(seq))
  }

  /** The last place whose time is at most this one. `undefined` before the first record. */
  atTime(time: number): Place | undefined {
    const later = this.#first((place) => place > time)
    return placeOf(this.#atOrBefore.first(later === undefined ? Number.MAX_SAFE_INTEGER : later - 1))
  }

  /**
   * Where changes observed in `[from, to)` can lie: `seq` in `[first, end)`. Others may lie there too, because of clocks that
   * were set back.
   */
  range(
    from = Number.NEGATIVE_INFINITY,
    to = Number.POSITIVE_INFINITY,
  ): { readonly first: number; readonly end: number } {
    const first = this.#first((time) => time >= from) ?? Number.MAX_SAFE_INTEGER
    const end = this.#first((time) => time >= to) ?? Number.MAX_SAFE_INTEGER
    const setBack = Number.isFinite(to) ? (this.#newestSetBack.first(to)?.[0] ?? 0) : 0
    return { first, end: Math.max(end, setBack + 1) }
  }

  /** The lowest `seq` whose time fulfils a condition that stays fulfilled once it is; `undefined` where none does. */
  #first(isReached: (time: number) => boolean): number | undefined {
    let low = 0
    let end = (this.#atOrBefore.first(Number.MAX_SAFE_INTEGER)?.[0] ?? 0) + 1
    while (low < end) {
      const middle = low + Math.floor((end - low) / 2)
      const row = this.#atOrAfter.first(middle)
      if (row === undefined || isReached(row[1])) end = middle
      else low = row[0] + 1
    }
    return this.#atOrAfter.first(low)?.[0]
  }
}

function placeOf(row: Row | undefined): Place | undefined {
  return row && { seq: row[0], time: row[1] }
}
