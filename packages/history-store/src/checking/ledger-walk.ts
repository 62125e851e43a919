import {
  BrokenInvariantError,
  type LedgerEntry,
  LedgerFold,
  type LedgerInterval,
  type LedgerObjects,
  type OpenLedger,
  type Pod,
  type RecordedChange,
  type ZeroReadyWindow,
} from '@portolan/domain'
import type { Connection } from '../sqlite/connection.ts'
import type { Findings } from './findings.ts'
import { LedgerRows } from './ledger-rows.ts'
import type { StateWalk, Step } from './state-walk.ts'

export interface LedgerWalkOptions {
  readonly findings: Findings
  readonly state: StateWalk
  /** First `seq` that is kept. */
  readonly from: number
  /** What was open just before it. */
  readonly ledgers: readonly OpenLedger[]
  /** What existed just before it. */
  readonly objects: LedgerObjects
}

/** What of a ledger is open at a place of the log. */
interface OpenPage {
  readonly intervals: Map<string, LedgerInterval>
  window: ZeroReadyWindow | undefined
}

/**
 * Folds the ledgers of all Services anew, and compares each interval and window with the stored one as soon as it is over.
 *
 * Memory is that of what is open.
 */
export class LedgerWalk {
  readonly #findings: Findings
  readonly #rows: LedgerRows
  readonly #fold: LedgerFold
  readonly #open = new Map<string, OpenPage>()

  constructor(connection: Connection, { findings, state, from, ledgers, objects }: LedgerWalkOptions) {
    this.#findings = findings
    this.#rows = new LedgerRows(connection, from)
    for (const { service, open, window } of ledgers) {
      const intervals = new Map(open.map((interval) => [keyOf(interval), interval]))
      this.#open.set(service, { intervals, window })
    }
    this.#fold = LedgerFold.restore(ledgers, objects, (uid) => state.podByUid(uid) as Pod | undefined)
  }

  /**
   * The next change, which the state has taken already.
   *
   * @returns whether the ledgers can be folded on; where not, that was reported
   */
  take(change: RecordedChange, { before, after }: Step): boolean {
    try {
      for (const entry of this.#fold.apply(change, before, after)) this.#write(entry)
      return true
    } catch (error) {
      if (!(error instanceof BrokenInvariantError)) throw error
      const message = `Change ${change.seq} does not fit into the ledgers: ${error.message}`
      this.#findings.add('broken-interval', message, change.seq)
      return false
    }
  }

  /** All changes were walked: what is open must be stored so, and nothing else may be stored. */
  finish(): void {
    for (const [service, { intervals, window }] of this.#open) {
      for (const interval of intervals.values()) this.#compareInterval(service, interval)
      if (window) this.#compareWindow(service, window)
    }
    for (const [service, count] of this.#rows.unexplainedIntervals()) {
      const message = `The ledger of Service ${service} holds ${count} intervals that its EndpointSlices do not explain.`
      this.#findings.add('broken-interval', message)
    }
    for (const [service, count] of this.#rows.unexplainedWindows()) {
      const message = `The ledger of Service ${service} holds ${count} zero-ready windows that its EndpointSlices do not explain.`
      this.#findings.add('broken-window', message)
    }
  }

  #write(entry: LedgerEntry): void {
    const page = this.#pageOf(entry.service)
    switch (entry.type) {
      case 'interval-opened':
        page.intervals.set(keyOf(entry.interval), entry.interval)
        return
      case 'interval-closed': {
        const { to, toSeq, closed } = entry
        const interval = page.intervals.get(keyOf(entry))
        page.intervals.delete(keyOf(entry))
        if (interval) this.#compareInterval(entry.service, { ...interval, to, toSeq, closed })
        return
      }
      case 'revision-learned': {
        const interval = page.intervals.get(keyOf(entry))
        if (interval) page.intervals.set(keyOf(entry), { ...interval, revision: entry.revision })
        return
      }
      case 'window-opened':
        page.window = entry.window
        return
      case 'window-closed':
        if (page.window) this.#compareWindow(entry.service, { ...page.window, to: entry.to, toSeq: entry.toSeq })
        page.window = undefined
        return
      case 'window-withdrawn':
        page.window = undefined
        return
      case 'readiness-noted':
    }
  }

  #compareInterval(service: string, interval: LedgerInterval): void {
    const stored = this.#rows.interval(service, interval)
    if (isSame(stored, interval)) return
    const { identity, fromSeq } = interval
    const message = `The interval of ${identity} in Service ${service} from change ${fromSeq} on is ${stored ? `stored as ${JSON.stringify(stored)}` : 'not stored'}; its EndpointSlices make ${JSON.stringify(interval)}.`
    this.#findings.add('broken-interval', message, fromSeq)
  }

  #compareWindow(service: string, window: ZeroReadyWindow): void {
    const stored = this.#rows.window(service, window.fromSeq)
    if (isSame(stored, window)) return
    const message = `The zero-ready window of Service ${service} from change ${window.fromSeq} on is ${stored ? `stored as ${JSON.stringify(stored)}` : 'not stored'}; its EndpointSlices make ${JSON.stringify(window)}.`
    this.#findings.add('broken-window', message, window.fromSeq)
  }

  #pageOf(service: string): OpenPage {
    const page = this.#open.get(service) ?? { intervals: new Map(), window: undefined }
    this.#open.set(service, page)
    return page
  }
}

const keyOf = ({ identity, fromSeq }: { readonly identity: string; readonly fromSeq: number }): string =>
  `${fromSeq} ${identity}`

/** Equal members, in any order. */
function isSame(stored: object | undefined, folded: object): boolean {
  const sorted = (record: object) => JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
  return stored !== undefined && sorted(stored) === sorted(folded)
}
