import type { HistoryReader, SteppedRange } from '@portolan/pipeline/ports'
import type { BundleCounts } from './bundle-format.ts'
import type { LoadedBundle } from './load-bundle.ts'

export interface BundleReaderParts extends Pick<LoadedBundle, 'beginnings' | 'header' | 'stateByNamespace'> {
  readonly counts: Pick<BundleCounts, 'changes'>
}

/**
 * The log of a bundle as it is asked: what its own rows cannot tell of the log it is from is told by the bundle. The state at
 * its beginning lies there as changes, and counts as none.
 */
export function bundleReader(reader: HistoryReader, parts: BundleReaderParts): HistoryReader {
  const { beginnings, counts, header, stateByNamespace } = parts
  const beginsAt = Date.parse(header.from.at)
  const stateIn = (namespaces: readonly string[] = [...stateByNamespace.keys()]) =>
    namespaces.reduce((sum, namespace) => sum + (stateByNamespace.get(namespace) ?? 0), 0)
  return {
    changes: (query) => reader.changes(query),
    objectsAt: (at, namespaces) => reader.objectsAt(at, namespaces),
    ledger: (service, range) => reader.ledger(service, range),
    gaps: (range) => reader.gaps(range),
    churn: (query) => reader.churn(query),
    churnOfServices: (query) => reader.churnOfServices(query),
    zeroReadyWindows: (query) => reader.zeroReadyWindows(query),
    wasClockSetBack: (between) => reader.wasClockSetBack(between),
    close: () => reader.close(),
    bounds: async () => ({ ...(await reader.bounds()), changes: counts.changes }),
    beginnings: async () => beginnings,
    async changeCounts(range) {
      const found = await reader.changeCounts(range)
      const first = stepOf(beginsAt, range)
      return found.map((count, step) => (step === first ? count - stateIn(range.namespaces) : count))
    },
  }
}

/** Which step a time lies in; `undefined` outside the range. */
function stepOf(time: number, { from, to, stepMs }: SteppedRange): number | undefined {
  return time < from || time >= to ? undefined : Math.floor((time - from) / stepMs)
}
