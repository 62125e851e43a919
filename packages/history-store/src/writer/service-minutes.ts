import type { EndpointState, LedgerInterval } from '@portolan/domain'
import { StoreMismatchError } from '../errors.ts'
import type { MinuteRow } from '../format/minute-row.ts'
import { MINUTE_MS } from '../format/minutes.ts'
import type { Connection, Query, Statement } from '../sqlite/connection.ts'

interface Standing {
  minute: number
  ready: number
  readyMin: number
  added: number
  removed: number
  becameReady: number
  becameUnready: number
  /** Became ready or unready, and neither came nor went. */
  flips: number
  /** Of the windows that are closed. */
  zeroReadyMs: number
  /** Epoch ms; `null` while no window is open. */
  zeroReadyFrom: number | null
  /** The change that was counted last: what it does to several endpoints, it does at once. */
  seq: number
}

/**
 * Keeps the totals of each Service, minute by minute, in the transaction that writes its ledger: they are never behind it, and
 * a crash takes back both or none.
 */
export class ServiceMinutes {
  readonly #statements: ReturnType<typeof prepare>
  readonly #standings = new Map<number, Standing>()
  readonly #unwritten = new Set<number>()
  #lastPlace = { seq: 0, minute: 0 }

  constructor(connection: Connection) {
    this.#statements = prepare(connection)
  }

  intervalOpened(serviceId: number, { fromSeq, evidence, state, opened }: LedgerInterval): void {
    const totals = this.#at(serviceId, fromSeq)
    const isTold = evidence !== 'initial'
    if (state === 'ready') totals.ready++
    if (isTold && state === 'ready') totals.becameReady++
    if (isTold && state === 'ready' && opened === 'changed') totals.flips++
    if (isTold && opened === 'joined') totals.added++
  }

  /** @param state that of the interval */
  intervalClosed(
    serviceId: number,
    { toSeq, closed }: { readonly toSeq: number; readonly closed: 'left' | 'changed' },
    state: EndpointState,
  ): void {
    const totals = this.#at(serviceId, toSeq)
    if (closed === 'left') totals.removed++
    if (state !== 'ready') return
    totals.ready--
    totals.becameUnready++
    if (closed === 'changed') totals.flips++
  }

  windowOpened(serviceId: number, { from, fromSeq }: { readonly from: number; readonly fromSeq: number }): void {
    this.#at(serviceId, fromSeq).zeroReadyFrom = from
  }

  windowClosed(
    serviceId: number,
    { from, to, toSeq }: { readonly from: number; readonly to: number; readonly toSeq: number },
  ): void {
    const totals = this.#at(serviceId, toSeq)
    totals.zeroReadyMs += Math.max(0, to - from)
    totals.zeroReadyFrom = null
  }

  /** The window that began then never was one. */
  windowWithdrawn(serviceId: number, from: number): void {
    this.#statements.withdraw.run(serviceId, Math.floor(from / MINUTE_MS), from)
    const standing = this.#standings.get(serviceId) ?? this.#load(serviceId)
    if (standing.zeroReadyFrom === from) standing.zeroReadyFrom = null
  }

  /** Write what was counted; before the transaction ends. */
  flush(): void {
    for (const serviceId of this.#unwritten) {
      const standing = this.#standings.get(serviceId)
      if (standing === undefined) continue
      settle(standing)
      this.#write(serviceId, standing)
    }
  }

  /**
   * The totals of a Service, to be changed by what one change did to it.
   *
   * @throws {StoreMismatchError} there is no such change
   */
  #at(serviceId: number, seq: number): Standing {
    const standing = this.#standings.get(serviceId) ?? this.#load(serviceId)
    if (standing.seq === seq) return standing
    settle(standing)
    const minute = this.#minuteOf(seq)
    if (minute !== standing.minute) {
      this.#write(serviceId, standing)
      standing.minute = minute
      standing.readyMin = Number.POSITIVE_INFINITY
    }
    standing.seq = seq
    this.#unwritten.add(serviceId)
    return standing
  }

  #write(serviceId: number, standing: Standing): void {
    if (!this.#unwritten.delete(serviceId)) return
    const { minute, ready, readyMin, added, removed, becameReady, becameUnready, flips } = standing
    const { zeroReadyMs, zeroReadyFrom } = standing
    const row: MinuteRow = [
      minute,
      ready,
      readyMin,
      added,
      removed,
      becameReady,
      becameUnready,
      flips,
      zeroReadyMs,
      zeroReadyFrom,
    ]
    this.#statements.write.run(serviceId, ...row)
  }

  #load(serviceId: number): Standing {
    const row = this.#statements.last.first(serviceId) ?? [-1, 0, 0, 0, 0, 0, 0, 0, 0, null]
    const [minute, ready, readyMin, added, removed, becameReady, becameUnready, flips, ...zeroReady] = row
    const [zeroReadyMs, zeroReadyFrom] = zeroReady
    const totals = { ready, readyMin, added, removed, becameReady, becameUnready, flips, zeroReadyMs, zeroReadyFrom }
    const standing: Standing = { minute, ...totals, seq: 0 }
    this.#standings.set(serviceId, standing)
    return standing
  }

  #minuteOf(seq: number): number {
    if (this.#lastPlace.seq !== seq) {
      const time = this.#statements.clockAt.first(seq)?.[0]
      if (time === undefined)
        throw new StoreMismatchError(`The ledger tells of change ${seq}, which is not in the log.`)
      this.#lastPlace = { seq, minute: Math.floor(time / MINUTE_MS) }
    }
    return this.#lastPlace.minute
  }
}

function settle(standing: Standing): void {
  standing.readyMin = Math.min(standing.readyMin, standing.ready)
}

function prepare(connection: Connection): {
  readonly write: Statement
  readonly withdraw: Statement
  readonly last: Query<MinuteRow>
  readonly clockAt: Query<[time: number]>
} {
  const columns =
    'minute, ready, ready_min, added, removed, became_ready, became_unready, flips, zero_ready_ms, zero_ready_from'
  return {
    write: connection.statement(
      `INSERT OR REPLACE INTO service_minute (service_id, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    withdraw: connection.statement(
      'UPDATE service_minute SET zero_ready_from = NULL WHERE service_id = ? AND minute >= ? AND zero_ready_from = ?',
    ),
    last: connection.query(`SELECT ${columns} FROM service_minute WHERE service_id = ? ORDER BY minute DESC LIMIT 1`),
    clockAt: connection.query('SELECT observed_at + behind_ms FROM change WHERE seq = ?'),
  }
}
