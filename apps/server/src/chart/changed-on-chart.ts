import type { EndpointSlice, Snapshot } from '@portolan/domain'
import { CHARTED_KINDS, type ObjectKey, objectKey, type RecordedChange, serviceOfSlice } from '@portolan/domain'
import type { HistoryReader } from '@portolan/pipeline/ports'

const PAGE = 1_000
/** Changes that are looked at; of a longer stretch only its newest part is. */
const MOST_CHANGES = 10_000

export interface ChangedOnChart {
  readonly keys: ReadonlySet<ObjectKey>
  /** Epoch ms: everything since then was looked at. */
  readonly since: number
}

/**
 * What has a card and changed after `from`, up to the `seq` of a snapshot: itself, or for a Service one of its slices. What
 * was there when Portolan first looked did not change.
 */
export async function changedOnChart(
  { reader, snapshot }: { reader: HistoryReader; snapshot: Snapshot },
  { from, namespaces }: { from: number; namespaces: readonly string[] | undefined },
): Promise<ChangedOnChart> {
  const keys = new Set<ObjectKey>()
  const kinds = [...CHARTED_KINDS, 'EndpointSlice' as const]
  let before = snapshot.seq + 1
  for (let looked = 0; looked < MOST_CHANGES; looked += PAGE) {
    const page = await reader.changes({
      order: 'desc',
      before,
      from,
      kinds,
      ...(namespaces && { namespaces }),
      limit: PAGE,
    })
    for (const change of page) {
      const key = change.evidence === 'initial' ? undefined : cardOf(change, snapshot)
      if (key !== undefined) keys.add(key)
    }
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return { keys, since: from }
    before = last.seq
    if (looked + PAGE >= MOST_CHANGES) return { keys, since: last.observedAt }
  }
  return { keys, since: from }
}

/** `undefined` for a slice of nobody, and for one that is gone: what it did to its Service, other slices tell. */
function cardOf(
  { kind, namespace = '', name, differences }: RecordedChange,
  snapshot: Snapshot,
): ObjectKey | undefined {
  if (kind !== 'EndpointSlice') return objectKey(kind, namespace, name)
  const added = differences.find(({ path }) => path === '')?.after as EndpointSlice | undefined
  const slice = snapshot.find('EndpointSlice', namespace, name) ?? added
  const service = slice && serviceOfSlice(slice)
  return service === undefined ? undefined : objectKey('Service', namespace, service.slice(namespace.length + 1))
}
