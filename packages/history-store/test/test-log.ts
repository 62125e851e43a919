import path from 'node:path'
import type {
  LedgerEntry,
  LedgerInterval,
  OpenLedger,
  RecordedChange,
  WatchedObject,
  ZeroReadyWindow,
} from '@portolan/domain'
import type {
  AppendBatch,
  ChangesQuery,
  ChurnQuery,
  ChurnStep,
  Instant,
  KeptRollout,
  LedgerRange,
  PastObjects,
  RolloutFoldState,
  ServiceChurn,
  ServicesChurn,
  ServicesChurnQuery,
  ServiceWindow,
  SteppedRange,
  StoredObject,
} from '@portolan/pipeline/ports'
import { prepareDatabase } from '../src/opening/prepare-database.ts'
import { LogReader } from '../src/reader/log-reader.ts'
import type { Place } from '../src/reader/places.ts'
import type { ReaderRequest } from '../src/reader/reader-requests.ts'
import type { WindowsQuery } from '../src/reader/window-reader.ts'
import { RolloutWriter } from '../src/rollouts/rollout-writer.ts'
import { Connection } from '../src/sqlite/connection.ts'
import { decodeFrame, encodeBatch } from '../src/writer/batch-frames.ts'
import { LogWriter } from '../src/writer/log-writer.ts'
import { temporaryDirectory } from './temporary-directory.ts'

export const AN_EMPTY_BATCH: AppendBatch = {
  changes: [],
  ledger: [],
  cursors: [],
  gaps: [],
  recurrences: [],
  forgotten: [],
  committedAt: 0,
}

/** A log in a real file, written and read on the thread of the test. */
export class TestLog {
  readonly file: string
  readonly connection: Connection
  readonly #readConnection: Connection
  #writer: LogWriter
  #reader: LogReader

  constructor(directory = temporaryDirectory()) {
    this.file = path.join(directory, 'portolan.db')
    prepareDatabase(this.file, () => 0)
    this.connection = Connection.forWriting(this.file)
    this.#readConnection = Connection.forReading(this.file)
    this.#writer = new LogWriter(this.connection)
    this.#reader = new LogReader(this.#readConnection)
  }

  close(): void {
    this.connection.close()
    this.#readConnection.close()
  }

  /** Make it as it was at first: a property has many logs, and a file for each would be too many. */
  clear(): void {
    const tables = this.connection.query<[string]>("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
    for (const [name] of tables) if (!name.startsWith('_')) this.connection.exec(`DELETE FROM "${name}"`)
    this.reopen()
  }

  append(changes: readonly RecordedChange[], ledger: readonly LedgerEntry[] = []): void {
    this.appendBatch({ ...AN_EMPTY_BATCH, changes, ledger })
  }

  appendBatch(batch: AppendBatch): void {
    for (const frame of encodeBatch(batch)) this.#writer.write(decodeFrame(frame))
  }

  /** Write some checkpoints where too many are due, as before a batch. */
  catchUp(): void {
    this.#writer.catchUp()
  }

  /** Write all checkpoints that are due. */
  checkpoint(): void {
    while (this.#writer.checkpoint());
  }

  /** Go on as after a restart. */
  reopen(): void {
    this.#writer = new LogWriter(this.connection)
    this.#reader = new LogReader(this.#readConnection)
  }

  changes(query: Partial<ChangesQuery> = {}): RecordedChange[] {
    return this.#items({ type: 'changes', query: { order: 'asc', limit: 1_000_000, ...query } }) as RecordedChange[]
  }

  objectsAt(at: Instant, namespaces?: readonly string[]): PastObjects | undefined {
    const { items, end } = this.#answer({ type: 'objects-at', at, ...(namespaces && { namespaces }) })
    const place = end as Place | undefined
    return place && { ...place, objects: items as WatchedObject[] }
  }

  storedObjects(): StoredObject[] {
    return this.#items({ type: 'stored-objects' }) as StoredObject[]
  }

  ledger(service: string, range: LedgerRange = {}): { intervals: LedgerInterval[]; windows: ZeroReadyWindow[] } {
    const { items, end } = this.#answer({ type: 'ledger', service, range })
    return { intervals: items as LedgerInterval[], windows: end as ZeroReadyWindow[] }
  }

  changeCounts(range: SteppedRange): number[] {
    return this.#items({ type: 'change-counts', range }) as number[]
  }

  churn(query: ChurnQuery): ChurnStep[] {
    return this.#items({ type: 'churn', query }) as ChurnStep[]
  }

  churnOfServices(query: ServicesChurnQuery): ServicesChurn {
    const { items, end } = this.#answer({ type: 'churn-of-services', query })
    return { services: items as ServiceChurn[], total: end as number }
  }

  zeroReadyWindows(query: WindowsQuery): ServiceWindow[] {
    return this.#items({ type: 'zero-ready-windows', query }) as ServiceWindow[]
  }

  keepRollouts(rollouts: readonly KeptRollout[], state: RolloutFoldState): void {
    new RolloutWriter(this.connection).keep(rollouts, state)
  }

  rollouts(): KeptRollout[] {
    return this.#items({ type: 'rollouts', query: { limit: 1_000 } }) as KeptRollout[]
  }

  openLedgers(): OpenLedger[] {
    return this.#items({ type: 'open-ledgers' }) as OpenLedger[]
  }

  #items(request: ReaderRequest): unknown[] {
    return this.#answer(request).items
  }

  #answer(request: ReaderRequest): { readonly items: unknown[]; readonly end: unknown } {
    const items: unknown[] = []
    const answering = this.#reader.answer(request)
    for (;;) {
      const { value, done } = answering.next()
      if (done) return { items, end: value }
      items.push(JSON.parse(value as string))
    }
  }
}
