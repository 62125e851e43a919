import { type LedgerInterval, type RecordedChange, serviceOfSlice, type WatchedObject } from '@portolan/domain'
import type { HistoryReader, StoredObject } from '@portolan/pipeline/ports'
import { CHURN_WINDOW_MS } from '../churn/churn-instants.ts'
import { StartRefusedError } from '../errors.ts'
import type { BundleLedger, BundleLine, BundleVisibility } from './bundle-format.ts'
import type { BundlePlace, BundleRange } from './bundle-range.ts'
import type { BundleScope } from './bundle-scope.ts'

/** Changes and objects that are read at a time. */
const PAGE = 500
const OBJECTS_AT_ONCE = 32

export interface BundleContent {
  readonly reader: HistoryReader
  readonly range: BundleRange
  readonly scope: BundleScope
  /** How much of each kind is known now. */
  readonly visibilities: readonly BundleVisibility[]
}

/**
 * What goes into a bundle, in its order. Beside the objects at its beginning no more than a page is in memory.
 *
 * @throws {StartRefusedError} the log forgot its beginning meanwhile
 */
export async function* bundleLines(content: BundleContent): AsyncGenerator<BundleLine> {
  const { reader, range, scope, visibilities } = content
  const past = await reader.objectsAt({ seq: range.from.seq }, scope.query)
  const objects = (past?.objects ?? []).filter((object) => scope.holds({ ...object.metadata, kind: object.kind }))
  for (let index = 0; index < objects.length; index += OBJECTS_AT_ONCE) {
    const some = objects.slice(index, index + OBJECTS_AT_ONCE)
    const stored = await Promise.all(some.map((object) => storedObject(reader, object, range.from.seq)))
    for (const object of stored) yield { object }
  }
  for (const service of servicesOf(objects)) {
    const ledger = await ledgerAt(reader, service, range.from)
    if (ledger.intervals.length > 0 || ledger.windows.length > 0) yield { ledger }
  }
  for await (const change of changesIn(content)) yield { change }
  await requireKept(reader, range.from.seq)
  for (const gap of await reader.gaps({ from: range.from.time, to: range.to.time + 1 })) {
    for (const within of scope.within(gap)) yield { gap: within }
  }
  for (const { stream, ...place } of await reader.beginnings()) {
    for (const within of scope.within(stream)) yield { beginning: { stream: within, ...place } }
  }
  for (const visibility of visibilities) for (const within of scope.within(visibility)) yield { visibility: within }
}

/** With the change that left it so. */
async function storedObject(reader: HistoryReader, object: WatchedObject, at: number): Promise<StoredObject> {
  const { kind, metadata } = object
  const identity = { kinds: [kind], name: metadata.name, uid: metadata.uid }
  const [last] = await reader.changes({ ...identity, before: at + 1, order: 'desc', limit: 1 })
  return { seq: last?.seq ?? 0, resourceVersion: last?.resourceVersion ?? '', object }
}

/** Every Service that is there, and those that only slices name. */
function servicesOf(objects: readonly WatchedObject[]): ReadonlySet<string> {
  const services = new Set<string>()
  for (const object of objects) {
    if (object.kind === 'Service') services.add(`${object.metadata.namespace}/${object.metadata.name}`)
    const service = object.kind === 'EndpointSlice' ? serviceOfSlice(object) : undefined
    if (service !== undefined) services.add(service)
  }
  return services
}

/** As the ledger was just after a place, with what the churn of that instant counts. */
async function ledgerAt(reader: HistoryReader, service: string, { seq, time }: BundlePlace): Promise<BundleLedger> {
  const { intervals, windows } = await reader.ledger(service, { from: time - CHURN_WINDOW_MS, to: time + 1 })
  return {
    service,
    intervals: intervals.filter(({ fromSeq }) => fromSeq <= seq).map((interval) => asOf(interval, seq)),
    windows: windows.filter(({ fromSeq }) => fromSeq <= seq).map((window) => asOf(window, seq)),
  }
}

/** What ended later had not ended yet. */
function asOf<Stretch extends { readonly toSeq?: number }>(stretch: Stretch, seq: number): Stretch {
  if (stretch.toSeq === undefined || stretch.toSeq <= seq) return stretch
  const { to: _to, toSeq: _toSeq, closed: _closed, ...open } = stretch as Stretch & Partial<LedgerInterval>
  return open as unknown as Stretch
}

async function* changesIn({ reader, range, scope }: BundleContent): AsyncGenerator<RecordedChange> {
  const filter = { before: range.to.seq + 1, order: 'asc', ...(scope.query && { namespaces: scope.query }) } as const
  let after = range.from.seq
  for (;;) {
    const page = await reader.changes({ ...filter, after, limit: PAGE })
    for (const change of page) if (scope.holds(change)) yield change
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = last.seq
  }
}

async function requireKept(reader: HistoryReader, seq: number): Promise<void> {
  const place = await reader.objectsAt({ seq }, [])
  if (place?.seq === seq) return
  throw new StartRefusedError(
    `The log has forgotten change ${seq} while it was exported: choose a later from, or a longer --retention.`,
  )
}
