import type { LedgerEntry, LedgerInterval, ZeroReadyWindow } from '@portolan/domain'

/** By `namespace/name`. */
export type Ledgers = Map<string, { intervals: LedgerInterval[]; windows: ZeroReadyWindow[] }>

/** What the log holds of a ledger after one more entry. */
export function keepEntry(ledgers: Ledgers, entry: LedgerEntry): void {
  const { service } = entry
  const ledger = ledgers.get(service) ?? { intervals: [], windows: [] }
  ledgers.set(service, ledger)
  switch (entry.type) {
    case 'interval-opened':
      ledger.intervals.push(entry.interval)
      return
    case 'interval-closed': {
      const { to, toSeq, closed } = entry
      ledger.intervals = ledger.intervals.map((interval) =>
        interval.identity === entry.identity && interval.fromSeq === entry.fromSeq
          ? { ...interval, to, toSeq, closed }
          : interval,
      )
      return
    }
    case 'window-opened':
      ledger.windows.push(entry.window)
      return
    case 'window-closed':
      ledger.windows = ledger.windows.map((window) =>
        window.fromSeq === entry.fromSeq ? { ...window, to: entry.to, toSeq: entry.toSeq } : window,
      )
      return
    case 'window-withdrawn':
      ledger.windows = ledger.windows.filter(({ fromSeq }) => fromSeq !== entry.fromSeq)
      return
    case 'revision-learned':
    case 'readiness-noted':
      return
  }
}
