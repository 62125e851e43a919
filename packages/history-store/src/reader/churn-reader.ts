import type { ChurnQuery, ServicesChurn, ServicesChurnQuery, SteppedRange } from '@portolan/pipeline/ports'
import { MINUTE_MS } from '../format/minutes.ts'
import { ENDPOINT_STATES } from '../format/words.ts'
import type { Connection, Query } from '../sqlite/connection.ts'
import { ChurnSteps } from './churn-steps.ts'
import { type EndpointMove, EndpointMovesReader, sumOfMoves } from './endpoint-moves.ts'
import { MinuteRows } from './minute-rows.ts'
import { addPastMinutes, type PastMinutes } from './past-minutes.ts'
import type { Places } from './places.ts'
import { RankedServices } from './ranked-services.ts'
import { ServiceScope } from './service-scope.ts'

/** Where the detail of a range lies. What is before it is known by the minute only. */
interface Detail {
  /** Epoch ms. */
  readonly from: number
  readonly first: number
  readonly end: number
  /** The minute of the log's clock in which it begins, and the `seq` with which the next minute begins. */
  readonly minute: number
  readonly minuteEnd: number
  readonly nextMinute: number
}

type WindowRow = [from: number, to: number | null]

interface CountedService {
  readonly serviceId: number
  readonly moves: readonly EndpointMove[]
  readonly detail: Detail
  readonly steps: ChurnSteps
}

interface PastSource {
  readonly from: number
  readonly detail: Detail
  readonly moves: readonly EndpointMove[]
  readonly windows: readonly WindowRow[]
  readonly readyAfter: number
}

/**
 * Answers how the endpoints of Services moved, step by step.
 *
 * What is kept in detail comes from the ends of ledger intervals, what is older, or asked for by the minute, from the totals of
 * minutes. How many endpoints
 * were ready where the detail begins is known from the totals of that minute, less what happened in the rest of it.
 */
export class ChurnReader {
  readonly #places: Places
  readonly #scope: ServiceScope
  readonly #moves: EndpointMovesReader
  readonly #minutes: MinuteRows
  readonly #readyAt: Query<[ready: number]>
  readonly #windows: Query<WindowRow>
  readonly #name: Query<[service: string]>

  constructor(connection: Connection, places: Places) {
    this.#places = places
    this.#scope = new ServiceScope(connection)
    this.#moves = new EndpointMovesReader(connection)
    this.#minutes = new MinuteRows(connection)
    this.#readyAt = connection.query(
      `SELECT count(*) FROM ledger_interval WHERE service_id = :serviceId AND state = ${ENDPOINT_STATES.number('ready')}
         AND from_seq < :first AND (to_seq IS NULL OR to_seq >= :first)`,
    )
    this.#windows = connection.query(
      `SELECT from_at, to_at FROM zero_ready_window
       WHERE service_id = :serviceId AND from_at < :to AND (to_at > :from OR to_at IS NULL)`,
    )
    this.#name = connection.query('SELECT key FROM service WHERE id = ?')
  }

  /** JSON of one `ChurnStep` per step. */
  *read(query: ChurnQuery): Generator<string, void> {
    const services = this.#scope.idsOf(query)
    const steps = new ChurnSteps(query)
    const detail = this.#detailOf(query)
    for (const [serviceId, moves] of this.#movesOf(services, detail)) {
      this.#count(query, { serviceId, moves, detail, steps })
    }
    for (const step of steps.finish(this.#knownFrom(services), query.service !== undefined)) yield JSON.stringify(step)
  }

  /** JSON of one `ServiceChurn` per Service, most churn first; then how many churned. */
  *readByService(query: ServicesChurnQuery): Generator<string, ServicesChurn['total']> {
    const ranked = new RankedServices(query.limit)
    const detail = this.#detailOf(query)
    for (const [serviceId, moves] of this.#movesOf(this.#scope.idsOf(query), detail)) {
      if (moves.length === 0 && !this.#hasMovedBefore(serviceId, query, detail)) continue
      const steps = new ChurnSteps(query)
      this.#count(query, { serviceId, moves, detail, steps })
      const [service = ''] = this.#name.first(serviceId) ?? []
      ranked.add(service, [...steps.finish(this.#knownFrom([serviceId]), true)])
    }
    for (const service of ranked.first()) yield JSON.stringify(service)
    return ranked.total
  }

  #movesOf(services: readonly number[], { first, end, nextMinute }: Detail) {
    return this.#moves.read(services, { first, end: Math.max(end, nextMinute) }, !this.#places.hasHoles)
  }

  #count({ from, to }: SteppedRange, { serviceId, moves, detail, steps }: CountedService): void {
    const ready = this.#readyBefore(serviceId, detail, moves)
    const windows = this.#windows.all({ serviceId, from: detail.from, to: Math.max(to, detail.minuteEnd) })
    addMoves(steps, detail, { moves, ready })
    for (const window of windows) steps.addZeroReady(...overlap(window, detail.from, to))
    if (from === detail.from) return
    addPastMinutes(steps, this.#pastOf(serviceId, { from, detail, moves, windows, readyAfter: ready }))
  }

  /** Anything happened in what is known by the minute only. */
  #hasMovedBefore(serviceId: number, { from }: SteppedRange, detail: Detail): boolean {
    if (from === detail.from) return false
    const before = this.#minutes.at(serviceId, Math.floor(from / MINUTE_MS) - 1)
    return this.#minutes.at(serviceId, detail.minute).minute !== before.minute
  }

  #pastOf(serviceId: number, { from, detail, moves, windows, readyAfter }: PastSource): PastMinutes {
    const minute = Math.floor(from / MINUTE_MS)
    const zeroReadyMs = windows
      .map((window) => overlap(window, detail.from, detail.minuteEnd))
      .reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0)
    const told = sumOfMoves(moves.filter(({ seq }) => seq < detail.nextMinute))
    return {
      from,
      to: detail.from,
      before: this.#minutes.at(serviceId, minute - 1),
      minutes: this.#minutes.between(serviceId, minute, detail.minute),
      toldByDetail: { ...told, minute: detail.minute, zeroReadyMs },
      readyAfter,
    }
  }

  /** Ready endpoints just before the detail begins. */
  #readyBefore(serviceId: number, { first, minute, nextMinute }: Detail, moves: readonly EndpointMove[]): number {
    if (this.#places.hasHoles) return this.#readyAt.first({ serviceId, first })?.[0] ?? 0
    const restOfMinute = moves.filter(({ seq }) => seq < nextMinute)
    return restOfMinute.reduce((ready, move) => ready - move.ready, this.#minutes.at(serviceId, minute).ready)
  }

  /** Epoch ms from which on it is known how many endpoints of some Service were ready. */
  #knownFrom(services: readonly number[]): number {
    const { hasHoles, keptFrom } = this.#places
    const first = hasHoles ? this.#places.firstAt(Number.NEGATIVE_INFINITY) : keptFrom
    const kept = this.#places.atSeq(first)?.time ?? Number.POSITIVE_INFINITY
    return services.reduce((from, serviceId) => Math.min(from, this.#minutes.knownFrom(serviceId) ?? from), kept)
  }

  /** Steps of whole minutes follow from the totals of minutes: then only what is behind the last of those is read in detail. */
  #detailOf({ from: asked, to, stepMs }: SteppedRange): Detail {
    const { keptFrom, hasHoles } = this.#places
    const isAllKept = keptFrom <= 1 || hasHoles
    const keptAt = isAllKept ? 0 : (this.#places.atSeq(keptFrom)?.time ?? 0)
    const isOfMinutes = asked % MINUTE_MS === 0 && stepMs % MINUTE_MS === 0 && !hasHoles
    const from = Math.max(asked, keptAt, isOfMinutes ? Math.floor(to / MINUTE_MS) * MINUTE_MS : asked)
    const first = this.#places.firstAt(from)
    const minute = Math.floor(Math.max(from, this.#places.atSeq(first)?.time ?? 0) / MINUTE_MS)
    const end = Math.max(first, this.#places.range(from, to).end)
    const minuteEnd = (minute + 1) * MINUTE_MS
    return { from, first, end, minute, minuteEnd, nextMinute: this.#places.firstAt(minuteEnd) }
  }
}

/**
 * What one change does to several endpoints, it does at once.
 *
 * @param ready endpoints just before the first move
 */
function addMoves(
  steps: ChurnSteps,
  { from, end }: Detail,
  { moves, ready: before }: { readonly moves: readonly EndpointMove[]; readonly ready: number },
): void {
  let ready = before
  let change = 0
  let clock = from
  let isBefore = true
  for (const [index, move] of moves.entries()) {
    if (move.seq >= end) break
    steps.addMoves(move.at, move)
    change += move.ready
    if (moves[index + 1]?.seq === move.seq) continue
    if (!isBefore || move.clock > from) steps.addReady(clock, move.clock, ready)
    isBefore = false
    ready += change
    change = 0
    clock = Math.max(clock, move.clock)
  }
  steps.addReady(clock, Number.POSITIVE_INFINITY, ready)
}

function overlap([from, to]: WindowRow, rangeFrom: number, rangeTo: number): [from: number, to: number] {
  return [Math.max(from, rangeFrom), Math.min(to ?? rangeTo, rangeTo)]
}
