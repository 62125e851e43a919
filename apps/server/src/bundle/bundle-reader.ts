import type { HistoryReader } from '@portolan/pipeline/ports'
import type { BundleCounts } from './bundle-format.ts'
import type { LoadedBundle } from './load-bundle.ts'

/** The log of a bundle as it is asked: what its own rows cannot tell of the log it is from is told by the bundle. */
export function bundleReader(
  reader: HistoryReader,
  {
    beginnings,
    counts,
  }: Pick<LoadedBundle, 'beginnings'> & { readonly counts: Pick<BundleCounts, 'objects' | 'changes'> },
): HistoryReader {
  return {
    changes: (query) => reader.changes(query),
    objectsAt: (at, namespaces) => reader.objectsAt(at, namespaces),
    ledger: (service, range) => reader.ledger(service, range),
    gaps: (range) => reader.gaps(range),
    changeCounts: (range) => reader.changeCounts(range),
    churn: (query) => reader.churn(query),
    zeroReadyWindows: (query) => reader.zeroReadyWindows(query),
    close: () => reader.close(),
    bounds: async () => ({ ...(await reader.bounds()), changes: counts.objects + counts.changes }),
    beginnings: async () => beginnings,
  }
}
