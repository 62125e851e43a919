import type { RecordedChange, Snapshot } from '@portolan/domain'
import type { HistoryReader } from '@portolan/pipeline/ports'
import type { NotedChurn } from './churn-book.ts'
import { CHURN_WINDOW_MS, churnInstants } from './churn-instants.ts'

/** Slice changes that are looked through; in a larger storm the oldest churn is forgotten by a restart. */
const MAX_CHANGES = 5_000
const LABEL = 'kubernetes.io/service-name'

export interface RecallOptions {
  readonly reader: HistoryReader
  readonly snapshot: Snapshot
  /** What came later is counted as it comes. */
  readonly upTo: number
  /** Epoch ms. */
  readonly now: number
}

/** The churn of the five minutes before a start, from the ledgers of the Services whose slices changed in them. */
export async function recalledChurn({ reader, snapshot, upTo, now }: RecallOptions): Promise<readonly NotedChurn[]> {
  const from = now - CHURN_WINDOW_MS
  const query = { kinds: ['EndpointSlice'], from, before: upTo + 1, order: 'desc', limit: MAX_CHANGES } as const
  const services = new Set<string>()
  for (const change of await reader.changes(query)) {
    const service = serviceOf(change, snapshot)
    if (service !== undefined) services.add(service)
  }
  const noted: NotedChurn[] = []
  for (const service of services) {
    const { intervals } = await reader.ledger(service, { from })
    for (const { time, seq } of churnInstants(intervals)) {
      if (time > from && time <= now && seq <= upTo) noted.push({ service, time })
    }
  }
  return noted
}

/** Told by the slice that is there, or that came; a slice that only went does not say whose it was. */
function serviceOf({ namespace, name, differences }: RecordedChange, snapshot: Snapshot): string | undefined {
  const came = differences.find(({ path }) => path === '')?.after as { metadata?: { labels?: object } } | undefined
  const labels = came?.metadata?.labels ?? snapshot.find('EndpointSlice', namespace, name)?.metadata.labels ?? {}
  const service = (labels as Readonly<Record<string, string | undefined>>)[LABEL]
  return service === undefined ? undefined : `${namespace}/${service}`
}
