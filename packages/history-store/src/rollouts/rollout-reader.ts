import type { VerdictKind } from '@portolan/domain'
import type { RolloutMark, RolloutsQuery } from '@portolan/pipeline/ports'
import { unpackLines } from '../format/packed-lines.ts'
import type { Places } from '../reader/places.ts'
import type { Connection, Query } from '../sqlite/connection.ts'

/** A request is kept as long as the change that made it. */
const FILTER = `requested_seq >= :keptFrom AND requested_seq < :before AND requested_at < :to AND ended_at >= :from
  AND (:namespaces IS NULL OR namespace IN (SELECT value FROM json_each(:namespaces)))
  AND (:workloads IS NULL OR workload IN (SELECT value FROM json_each(:workloads)))
  ORDER BY requested_seq DESC LIMIT :limit`

type RolloutRow = [overSeq: number, content: Uint8Array]
type MarkRow = [requestedAt: number, endedAt: number, workload: string, verdict: string, id: string]

/** Answers which rollouts are over. The filter goes over what is small of each: rollouts are few. */
export class RolloutReader {
  readonly #places: Places
  readonly #rollouts: Query<RolloutRow>
  readonly #marks: Query<MarkRow>
  readonly #rollout: Query<RolloutRow>

  constructor(connection: Connection, places: Places) {
    this.#places = places
    const kept = 'SELECT over_seq, content FROM rollout WHERE'
    this.#rollouts = connection.query(`${kept} ${FILTER}`)
    this.#marks = connection.query(
      `SELECT requested_at, ended_at, workload, verdict, name FROM rollout WHERE ${FILTER}`,
    )
    this.#rollout = connection.query(`${kept} requested_seq = ? AND requested_seq >= ? AND name = ?`)
  }

  /** JSON of each `KeptRollout`. */
  *rollouts(query: RolloutsQuery): Generator<string, void> {
    for (const row of this.#rollouts.each(this.#parameters(query))) yield keptRollout(row)
  }

  /** JSON of each `RolloutMark`. */
  *marks(query: RolloutsQuery): Generator<string, void> {
    for (const row of this.#marks.each(this.#parameters(query))) yield JSON.stringify(markOf(row))
  }

  /** JSON of one `KeptRollout`, or nothing. An id ends with the `seq` of the request. */
  *rollout(id: string): Generator<string, void> {
    const requestedSeq = Number(/-(\d{1,15})$/.exec(id)?.[1] ?? 0)
    for (const row of this.#rollout.all(requestedSeq, this.#places.keptFrom, id)) yield keptRollout(row)
  }

  #parameters({ from, to, before, namespaces, workloads, limit }: RolloutsQuery) {
    return {
      keptFrom: this.#places.keptFrom,
      before: before ?? Number.MAX_SAFE_INTEGER,
      from: from ?? Number.MIN_SAFE_INTEGER,
      to: to ?? Number.MAX_SAFE_INTEGER,
      namespaces: namespaces ? JSON.stringify(namespaces) : null,
      workloads: workloads ? JSON.stringify(workloads) : null,
      limit,
    }
  }
}

function keptRollout([overSeq, content]: RolloutRow): string {
  const [rollout = ''] = unpackLines(content)
  return `{"overSeq":${overSeq},"rollout":${rollout}}`
}

function markOf([from, to, workload, verdict, id]: MarkRow): RolloutMark {
  return { id, workload, from, to, verdict: verdict as VerdictKind }
}
