/** What can be wrong with a log. */
export type FindingCode =
  /** SQLite cannot read it, or finds pages, rows or indexes that contradict each other. */
  | 'file-damaged'
  /** A `seq` that no change has. */
  | 'missing-change'
  /** The row of a change contradicts itself or its neighbours: an unknown word, a clock that is behind by something else. */
  | 'broken-change'
  /** An object was not added, changed and deleted as it says. */
  | 'broken-object'
  /** Blocks do not hold exactly one line for each change, or the index over them says something else. */
  | 'broken-block'
  /** What a block tells of a change cannot have happened to the object as it was. */
  | 'broken-state'
  /** A checkpoint is not what the changes up to it make. */
  | 'broken-checkpoint'
  /** An interval of a ledger is not what the EndpointSlices make. */
  | 'broken-interval'
  /** A zero-ready window is not what the EndpointSlices make. */
  | 'broken-window'
  /** The totals of a Service in a minute are not what its ledger makes. */
  | 'broken-minute'

export interface LogFinding {
  readonly code: FindingCode
  /** A sentence for people. */
  readonly message: string
  /** Where in the log; absent where it is about the file. */
  readonly seq?: number
}

/** How many findings are told; the others are counted. */
const MOST_TOLD = 100

/** Collects findings, and stays small however much is wrong. */
export class Findings {
  readonly #told: LogFinding[] = []
  #total = 0

  get told(): readonly LogFinding[] {
    return this.#told
  }

  get total(): number {
    return this.#total
  }

  add(code: FindingCode, message: string, seq?: number): void {
    this.#total++
    if (this.#told.length < MOST_TOLD) this.#told.push({ code, message, ...(seq !== undefined && { seq }) })
  }
}
