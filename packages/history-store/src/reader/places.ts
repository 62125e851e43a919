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
  readonly #readKeptFrom: Query<[seq: number]>
  readonly #readIsExcerpt: Query<[1]>
  #keptFrom = 1
  #hasHoles = false

  constructor(connection: Connection) {
    const place = 'SELECT seq, observed_at + behind_ms FROM change'
    this.#atOrAfter = connection.query(`${place} WHERE seq >= ? ORDER BY seq LIMIT 1`)
    this.#atOrBefore = connection.query(`${place} WHERE seq <= ? ORDER BY seq DESC LIMIT 1`)
    this.#newestSetBack = connection.query(
      'SELECT max(seq) FROM change INDEXED BY change_set_back WHERE behind_ms > 0 AND observed_at < ?',
    )
    this.#readKeptFrom = connection.query("SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'kept-from'")
    this.#readIsExcerpt = connection.query("SELECT 1 FROM setting WHERE name = 'is-excerpt'")
  }

  /** Look where the log begins now; before it is read in another transaction. */
  refresh(): void {
    this.#keptFrom = this.#readKeptFrom.first()?.[0] ?? 1
    this.#hasHoles = this.#readIsExcerpt.first() !== undefined
  }

  /** It is a part of another log, and may leave out some `seq`. */
  get hasHoles(): boolean {
    return this.#hasHoles
  }

  /** The first `seq` that is kept, or will be where nothing is recorded: what is before is forgotten. */
  get keptFrom(): number {
    return this.#keptFrom
  }

  /** The last place whose `seq` is at most this one. `undefined` before the first that is kept. */
  atSeq(seq: number): Place | undefined {
    const place = placeOf(this.#atOrBefore.first(seq))
    return place && place.seq >= this.#keptFrom ? place : undefined
  }

  /** The last place whose time is at most this one. `undefined` before the first that is kept. */
  atTime(time: number): Place | undefined {
    const later = this.#first((place) => place > time)
    return this.atSeq(later === undefined ? Number.MAX_SAFE_INTEGER : later - 1)
  }

  /**
   * The first `seq` at which the clock had reached a time, and behind the end where it has not.
   *
   * @param since no earlier than this `seq`: makes it cheaper for one who asks for times in order
   */
  firstAt(time: number, since?: number): number {
    return this.#first((place) => place >= time, since) ?? this.#end()
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
  #first(isReached: (time: number) => boolean, since = this.#keptFrom): number | undefined {
    let low = since
    let end = this.#end()
    while (low < end) {
      const middle = low + Math.floor((end - low) / 2)
      const row = this.#atOrAfter.first(middle)
      if (row === undefined || isReached(row[1])) end = middle
      else low = row[0] + 1
    }
    return this.#atOrAfter.first(low)?.[0]
  }

  #end(): number {
    return (this.#atOrBefore.first(Number.MAX_SAFE_INTEGER)?.[0] ?? 0) + 1
  }
}

function placeOf(row: Row | undefined): Place | undefined {
  return row && { seq: row[0], time: row[1] }
}
