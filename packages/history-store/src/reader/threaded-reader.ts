import type { Gap, LedgerInterval, RecordedChange, WatchedObject, ZeroReadyWindow } from '@portolan/domain'
import type {
  ChangesQuery,
  ChurnQuery,
  ChurnStep,
  HistoryBounds,
  HistoryReader,
  Instant,
  LedgerRange,
  PastObjects,
  ServiceChurn,
  ServiceLedger,
  ServicesChurn,
  ServicesChurnQuery,
  ServiceWindow,
  SteppedRange,
  StreamBeginning,
} from '@portolan/pipeline/ports'
import type { LogFacts } from '../prisma/log-facts.ts'
import type { Place } from './places.ts'
import type { ReadingThreads } from './reading-threads.ts'
import type { WindowsQuery } from './window-reader.ts'

/** The reading half of the log: small facts from Prisma, everything that grows from the reading threads. */
export class ThreadedReader implements HistoryReader {
  readonly #threads: ReadingThreads
  readonly #facts: LogFacts

  constructor(threads: ReadingThreads, facts: LogFacts) {
    this.#threads = threads
    this.#facts = facts
  }

  bounds(): Promise<HistoryBounds> {
    return this.#facts.bounds()
  }

  async changes(query: ChangesQuery): Promise<readonly RecordedChange[]> {
    const { items } = await this.#threads.ask({ type: 'changes', query })
    return items as readonly RecordedChange[]
  }

  async objectsAt(at: Instant, namespaces?: readonly string[]): Promise<PastObjects | undefined> {
    const { items, result } = await this.#threads.ask({ type: 'objects-at', at, ...(namespaces && { namespaces }) })
    const place = result as Place | undefined
    return place && { ...place, objects: items as readonly WatchedObject[] }
  }

  async ledger(service: string, range: LedgerRange): Promise<ServiceLedger> {
    const { items, result } = await this.#threads.ask({ type: 'ledger', service, range })
    return { intervals: items as readonly LedgerInterval[], windows: result as readonly ZeroReadyWindow[] }
  }

  gaps(range: LedgerRange): Promise<readonly Gap[]> {
    return this.#facts.gaps(range)
  }

  async changeCounts(range: SteppedRange): Promise<readonly number[]> {
    const { items } = await this.#threads.ask({ type: 'change-counts', range })
    return items as readonly number[]
  }

  async churn(query: ChurnQuery): Promise<readonly ChurnStep[]> {
    const { items } = await this.#threads.ask({ type: 'churn', query })
    return items as readonly ChurnStep[]
  }

  async churnOfServices(query: ServicesChurnQuery): Promise<ServicesChurn> {
    const { items, result } = await this.#threads.ask({ type: 'churn-of-services', query })
    return { services: items as readonly ServiceChurn[], total: result as number }
  }

  async zeroReadyWindows(query: WindowsQuery): Promise<readonly ServiceWindow[]> {
    const { items } = await this.#threads.ask({ type: 'zero-ready-windows', query })
    return items as readonly ServiceWindow[]
  }

  async wasClockSetBack(between: { readonly after: number; readonly before: number }): Promise<boolean> {
    const { items } = await this.#threads.ask({ type: 'clock-set-back', between })
    return items.length > 0
  }

  beginnings(): Promise<readonly StreamBeginning[]> {
    return this.#facts.beginnings()
  }

  async close(): Promise<void> {
    await Promise.all([this.#threads.close(), this.#facts.close()])
  }
}
