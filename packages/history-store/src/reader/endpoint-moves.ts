import type { EndpointMoves } from '@portolan/pipeline/ports'
import { ENDPOINT_STATES, EVIDENCE, INTERVAL_CLOSED, INTERVAL_OPENED } from '../format/words.ts'
import type { Connection, Query } from '../sqlite/connection.ts'

/** One end of a ledger interval. */
export interface EndpointMove extends EndpointMoves {
  readonly seq: number
  /** Epoch ms: `observedAt` of the change. */
  readonly at: number
  /** Epoch ms: where the clock of the log stood, which never falls. */
  readonly clock: number
  /** By how many the ready endpoints became more: 1, 0 or -1. */
  readonly ready: number
}

/** `seq` in `[first, end)`. */
export interface SeqRange {
  readonly first: number
  readonly end: number
}

type OpeningRow = [
  serviceId: number,
  seq: number,
  at: number,
  clock: number,
  state: number,
  opened: number,
  evidence: number,
]
type ClosingRow = [seq: number, at: number, clock: number, state: number, closed: number]

const READY = ENDPOINT_STATES.number('ready')
const INITIAL = EVIDENCE.number('initial')
const JOINED = INTERVAL_OPENED.number('joined')
const LEFT = INTERVAL_CLOSED.number('left')
const NONE: EndpointMoves = { added: 0, removed: 0, becameReady: 0, becameUnready: 0, flips: 0 }

/** A part of a log need not hold the change. */
const clockAt = (end: 'from' | 'to'): string => `coalesce(c.observed_at + c.behind_ms, ${end}_at)`

/** Reads how endpoints moved, from both ends of the intervals of ledgers; counts as `ledgerCounts` does. */
export class EndpointMovesReader {
  readonly #intervalFrom: Query<[id: number, fromSeq: number]>
  readonly #lastInterval: Query<[id: number]>
  readonly #openings: Query<OpeningRow>
  readonly #openingsOfOne: Query<OpeningRow>
  readonly #closings: Query<ClosingRow>

  constructor(connection: Connection) {
    const opening = `SELECT service_id, from_seq, from_at, ${clockAt('from')}, state, opened, i.evidence
      FROM ledger_interval i LEFT JOIN change c ON c.seq = from_seq WHERE`
    this.#intervalFrom = connection.query('SELECT id, from_seq FROM ledger_interval WHERE id >= ? ORDER BY id LIMIT 1')
    this.#lastInterval = connection.query('SELECT coalesce(max(id), 0) FROM ledger_interval')
    this.#openings = connection.query(
      `${opening} i.id >= :firstId AND i.id < :endId AND from_seq >= :first AND from_seq < :end`,
    )
    this.#openingsOfOne = connection.query(
      `${opening} service_id = :serviceId AND (to_seq >= :first OR to_seq IS NULL) AND from_seq >= :first AND from_seq < :end`,
    )
    this.#closings = connection.query(
      `SELECT to_seq, to_at, ${clockAt('to')}, state, closed FROM ledger_interval LEFT JOIN change c ON c.seq = to_seq
       WHERE service_id = :serviceId AND to_seq >= :first AND to_seq < :end`,
    )
  }

  /**
   * In the order of `seq`, for each Service that is asked for.
   *
   * @param isInOrder intervals were written in the order in which they began: then only those of the range are looked at
   */
  *read(
    serviceIds: readonly number[],
    range: SeqRange,
    isInOrder: boolean,
  ): Generator<readonly [serviceId: number, moves: readonly EndpointMove[]]> {
    const openings = this.#openingsOf(serviceIds, range, isInOrder)
    for (const serviceId of serviceIds) {
      const closings = this.#closings.all({ serviceId, ...range }).map(moveOfClosing)
      const moves = [...(openings.get(serviceId) ?? []), ...closings]
      yield [serviceId, moves.sort((a, b) => a.seq - b.seq)]
    }
  }

  #openingsOf(serviceIds: readonly number[], range: SeqRange, isInOrder: boolean): Map<number, EndpointMove[]> {
    const [only, ...others] = serviceIds
    const rows =
      only !== undefined && others.length === 0
        ? this.#openingsOfOne.all({ serviceId: only, ...range })
        : this.#openings.all({ ...range, ...this.#idsOf(range, isInOrder) })
    const byService = new Map<number, EndpointMove[]>(serviceIds.map((serviceId) => [serviceId, []]))
    for (const row of rows) byService.get(row[0])?.push(moveOfOpening(row))
    return byService
  }

  #idsOf({ first, end }: SeqRange, isInOrder: boolean): { readonly firstId: number; readonly endId: number } {
    const behind = (this.#lastInterval.first()?.[0] ?? 0) + 1
    if (!isInOrder) return { firstId: 0, endId: behind }
    return { firstId: this.#firstIdAt(first, behind), endId: this.#firstIdAt(end, behind) }
  }

  /** The first interval that began at a `seq` or behind it, by halving. */
  #firstIdAt(seq: number, behind: number): number {
    let low = 0
    let end = behind
    while (low < end) {
      const middle = low + Math.floor((end - low) / 2)
      const row = this.#intervalFrom.first(middle)
      if (row === undefined || row[1] >= seq) end = middle
      else low = row[0] + 1
    }
    return low
  }
}

export function sumOfMoves(moves: readonly EndpointMoves[]): EndpointMoves {
  return moves.reduce(
    (sum, { added, removed, becameReady, becameUnready, flips }) => ({
      added: sum.added + added,
      removed: sum.removed + removed,
      becameReady: sum.becameReady + becameReady,
      becameUnready: sum.becameUnready + becameUnready,
      flips: sum.flips + flips,
    }),
    NONE,
  )
}

function moveOfOpening([, seq, at, clock, state, opened, evidence]: OpeningRow): EndpointMove {
  const isReady = state === READY
  const isTold = evidence !== INITIAL
  const hasJoined = opened === JOINED
  const became = isTold && isReady ? 1 : 0
  return {
    ...NONE,
    seq,
    at,
    clock,
    ready: isReady ? 1 : 0,
    added: isTold && hasJoined ? 1 : 0,
    becameReady: became,
    flips: hasJoined ? 0 : became,
  }
}

function moveOfClosing([seq, at, clock, state, closed]: ClosingRow): EndpointMove {
  const isReady = state === READY
  const hasLeft = closed === LEFT
  const became = isReady ? 1 : 0
  return {
    ...NONE,
    seq,
    at,
    clock,
    ready: isReady ? -1 : 0,
    removed: hasLeft ? 1 : 0,
    becameUnready: became,
    flips: hasLeft ? 0 : became,
  }
}
