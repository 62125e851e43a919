import { RolloutReader } from '../rollouts/rollout-reader.ts'
import type { Connection } from '../sqlite/connection.ts'
import { BlockLines } from '../state/block-lines.ts'
import { ChangeCounts } from './change-counts.ts'
import { ChangeReader } from './change-reader.ts'
import { ChurnReader } from './churn-reader.ts'
import { LedgerReader } from './ledger-reader.ts'
import { PastReader } from './past-reader.ts'
import { Places } from './places.ts'
import type { ReaderRequest } from './reader-requests.ts'
import { WindowReader } from './window-reader.ts'

/** The one who reads the log; synchronous, in a thread of its own. */
export class LogReader {
  readonly #connection: Connection
  readonly #changes: ChangeReader
  readonly #past: PastReader
  readonly #ledgers: LedgerReader
  readonly #counts: ChangeCounts
  readonly #churn: ChurnReader
  readonly #windows: WindowReader
  readonly #rollouts: RolloutReader
  readonly #places: Places

  constructor(connection: Connection) {
    const places = new Places(connection)
    const lines = new BlockLines(connection)
    this.#connection = connection
    this.#changes = new ChangeReader(connection, places, lines)
    this.#past = new PastReader(connection, places, lines)
    this.#ledgers = new LedgerReader(connection, places)
    this.#counts = new ChangeCounts(connection, places)
    this.#churn = new ChurnReader(connection, places)
    this.#windows = new WindowReader(connection, places)
    this.#rollouts = new RolloutReader(connection, places)
    this.#places = places
  }

  /** JSON of each item of an answer, then its end; all of it sees the log as it was when the first item was taken. */
  *answer(request: ReaderRequest): Generator<string, unknown> {
    this.#connection.exec('BEGIN')
    try {
      this.#places.refresh()
      return yield* this.#read(request)
    } finally {
      this.#connection.rollback()
    }
  }

  #read(request: ReaderRequest): Generator<string, unknown> {
    switch (request.type) {
      case 'changes':
        return this.#changes.read(request.query)
      case 'objects-at':
        return this.#past.objectsAt(request.at, request.namespaces)
      case 'stored-objects':
        return this.#past.storedObjects()
      case 'ledger':
        return this.#ledgers.ledger(request.service, request.range)
      case 'open-ledgers':
        return this.#ledgers.openLedgers()
      case 'change-counts':
        return this.#counts.read(request.range)
      case 'churn':
        return this.#churn.read(request.query)
      case 'churn-of-services':
        return this.#churn.readByService(request.query)
      case 'zero-ready-windows':
        return this.#windows.read(request.query)
      case 'clock-set-back':
        return this.#changes.setBacks(request.between)
      case 'rollouts':
        return this.#rollouts.rollouts(request.query)
      case 'rollout-marks':
        return this.#rollouts.marks(request.query)
      case 'rollout':
        return this.#rollouts.rollout(request.id)
    }
  }
}
