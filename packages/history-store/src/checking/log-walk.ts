import type { WatchedObject } from '@portolan/domain'
import type { Connection } from '../sqlite/connection.ts'
import { BlockLines } from '../state/block-lines.ts'
import { ShelfStates } from '../state/shelf-states.ts'
import { BlockWalk } from './block-walk.ts'
import { ChangeWalk } from './change-walk.ts'
import { checkMinutes } from './check-minutes.ts'
import { checkObjects } from './check-objects.ts'
import { CheckpointWalk } from './checkpoint-walk.ts'
import type { Findings } from './findings.ts'
import { openLedgersBefore } from './ledger-rows.ts'
import { LedgerWalk } from './ledger-walk.ts'
import { StateWalk } from './state-walk.ts'

/** Goes through a log once, from the oldest kept state to its end, with everything that is to be compared side by side. */
export class LogWalk {
  readonly lastSeq: number
  readonly firstSeq: number
  readonly #connection: Connection
  readonly #findings: Findings
  readonly #changes: ChangeWalk
  readonly #blocks: BlockWalk
  readonly #state: StateWalk
  readonly #checkpoints: CheckpointWalk
  /** Until something is lost that ledgers are made of. */
  #ledgers: LedgerWalk | undefined
  #reached = 0

  constructor(connection: Connection, findings: Findings) {
    const from = keptFrom(connection)
    this.firstSeq = from
    this.lastSeq = connection.query<[number]>('SELECT coalesce(max(seq), 0) FROM change').first()?.[0] ?? 0
    this.#connection = connection
    this.#findings = findings
    this.#changes = new ChangeWalk(connection, findings, from)
    this.#blocks = new BlockWalk(connection, findings, from)
    this.#state = new StateWalk(findings)
    const objects = this.#begin(from)
    this.#checkpoints = new CheckpointWalk(connection, { findings, state: this.#state, from })
    const ledgers = openLedgersBefore(connection, from)
    this.#ledgers = new LedgerWalk(connection, { findings, state: this.#state, from, ledgers, objects })
  }

  /** The last change that was checked; 0 before the first. */
  get reached(): number {
    return this.#reached
  }

  /** Check some more changes. @returns whether there are more; where not, all of the log is checked */
  step(count: number): boolean {
    for (let left = count; left > 0; left--) if (!this.#next()) return false
    return true
  }

  #next(): boolean {
    const walked = this.#changes.next()
    if (walked === undefined) {
      this.#finish()
      return false
    }
    const { change, shelfId } = walked
    const step = this.#state.take(walked, this.#blocks.lineOf(change.seq, shelfId))
    if (step === undefined || this.#changes.missing > 0 || this.#ledgers?.take(change, step) === false) {
      this.#ledgers = undefined
    }
    this.#checkpoints.reach(change.seq)
    this.#reached = change.seq
    return true
  }

  #finish(): void {
    this.#blocks.finish(this.#reached)
    this.#checkpoints.finish(this.#reached)
    this.#ledgers?.finish()
    checkObjects(this.#connection, this.#findings, this.firstSeq)
    // Totals are made of ledgers: where those are at fault, that is told already.
    if (this.#findings.total === 0) checkMinutes(this.#connection, this.#findings, this.firstSeq)
  }

  /** What existed just before the first change that is kept. */
  #begin(from: number): { readonly object: WatchedObject; readonly seq: number }[] {
    if (from === 1) return []
    const states = new ShelfStates(this.#connection, new BlockLines(this.#connection))
    const shelves = this.#connection.query<[number]>('SELECT id FROM shelf ORDER BY id').all()
    return shelves.flatMap(([shelfId]) =>
      Array.from(states.at(shelfId, from - 1), ([objectId, { text }]) => {
        const object = JSON.parse(text) as WatchedObject
        this.#state.begin(shelfId, objectId, object)
        return { object, seq: from - 1 }
      }),
    )
  }
}

/** The first `seq` that retention left; the state just before it is kept whole. */
function keptFrom(connection: Connection): number {
  const row = connection.query<[string]>("SELECT value FROM setting WHERE name = 'kept-from'").first()
  return row === undefined ? 1 : Number(row[0])
}
