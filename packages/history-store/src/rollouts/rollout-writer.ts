import type { KeptRollout, RolloutFoldState } from '@portolan/pipeline/ports'
import { packLines } from '../format/packed-lines.ts'
import type { Connection, Statement } from '../sqlite/connection.ts'

/** Writes rollouts that are over, and where the fold of the log into rollouts stands. */
export class RolloutWriter {
  readonly #connection: Connection
  readonly #write: Statement
  readonly #note: Statement

  constructor(connection: Connection) {
    this.#connection = connection
    this.#write = connection.statement(
      `INSERT OR REPLACE INTO rollout (requested_seq, name, over_seq, namespace, workload, requested_at, ended_at, verdict, content)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#note = connection.statement("INSERT OR REPLACE INTO setting (name, value) VALUES ('rollouts-folded', ?)")
  }

  /** Both, or nothing. */
  keep(rollouts: readonly KeptRollout[], state: RolloutFoldState): void {
    this.#connection.transaction(() => {
      for (const kept of rollouts) this.#keep(kept)
      this.#note.run(JSON.stringify(state))
    })
  }

  clear(): void {
    this.#connection.transaction(() =>
      this.#connection.exec("DELETE FROM rollout; DELETE FROM setting WHERE name = 'rollouts-folded'"),
    )
  }

  #keep({ rollout, overSeq }: KeptRollout): void {
    const { id, workload, requested, ended = requested, verdict } = rollout
    const { kind, namespace, name } = workload
    const place = [requested.seq, id, overSeq, namespace, `${kind}/${namespace}/${name}`] as const
    this.#write.run(...place, requested.at, ended.at, verdict.kind, packLines([JSON.stringify(rollout)]))
  }
}
