import {
  CLUSTER_SCOPE,
  type LedgerEntry,
  LedgerFold,
  type OpenLedger,
  type RecordedChange,
  type WatchedObject,
} from '@portolan/domain'
import type { AppendBatch, HistoryWriter, StoredObject, StreamBeginning } from '@portolan/pipeline/ports'
import type { BundleHeader, BundleLedger, BundleLine, BundleVisibility } from './bundle-format.ts'
import { BundleObjects } from './bundle-objects.ts'

/** Changes that are committed together. */
const BATCH = 1_000

/** A bundle that is in a log. */
export interface LoadedBundle {
  readonly header: BundleHeader
  /** As they are at its end. */
  readonly objects: BundleObjects
  /** How many objects there were at its beginning; `-` for cluster-scoped ones. */
  readonly stateByNamespace: ReadonlyMap<string, number>
  readonly beginnings: readonly StreamBeginning[]
  readonly visibilities: readonly BundleVisibility[]
}

/**
 * Write a bundle into an empty log: the state at its beginning as changes that were there `initial`ly, which end at the
 * `seq` where the bundle begins, then its changes as they were recorded.
 *
 * @throws {StartRefusedError} the bundle is not whole @throws {StoreError} the log cannot be written
 */
export async function loadBundle(
  { header, lines }: { readonly header: BundleHeader; readonly lines: AsyncIterable<BundleLine> },
  writer: HistoryWriter,
): Promise<LoadedBundle> {
  await writer.restore()
  const loader = new BundleLoader(header, writer)
  for await (const line of lines) await loader.take(line)
  return loader.end()
}

class BundleLoader {
  readonly #header: BundleHeader
  readonly #writer: HistoryWriter
  readonly #objects = new BundleObjects()
  readonly #stateByNamespace = new Map<string, number>()
  readonly #beginnings: StreamBeginning[] = []
  readonly #visibilities: BundleVisibility[] = []
  #state: StoredObject[] = []
  #ledgers: BundleLedger[] = []
  /** Absent until the state at the beginning is written. */
  #fold: LedgerFold | undefined
  #changes: RecordedChange[] = []
  #entries: LedgerEntry[] = []

  constructor(header: BundleHeader, writer: HistoryWriter) {
    this.#header = header
    this.#writer = writer
  }

  async take(line: BundleLine): Promise<void> {
    if ('object' in line) this.#state.push(line.object)
    else if ('ledger' in line) this.#ledgers.push(line.ledger)
    else if ('change' in line) await this.#takeChange(line.change)
    else if ('gap' in line) await this.#commit({ gaps: [line.gap] })
    else if ('beginning' in line) this.#beginnings.push(line.beginning)
    else if ('visibility' in line) this.#visibilities.push(line.visibility)
  }

  async end(): Promise<LoadedBundle> {
    await this.#begun()
    await this.#commit()
    return {
      header: this.#header,
      objects: this.#objects,
      stateByNamespace: this.#stateByNamespace,
      beginnings: this.#beginnings,
      visibilities: this.#visibilities,
    }
  }

  async #takeChange(change: RecordedChange): Promise<void> {
    const fold = await this.#begun()
    const { before, after } = this.#objects.apply(change)
    this.#entries.push(...fold.apply(change, before, after))
    this.#changes.push(change)
    if (this.#changes.length >= BATCH) await this.#commit()
  }

  /** The state is complete as soon as something else follows. */
  async #begun(): Promise<LedgerFold> {
    if (this.#fold !== undefined) return this.#fold
    const state = this.#state.toSorted((a, b) => a.seq - b.seq)
    const { seq, at } = this.#header.from
    for (const [index, stored] of state.entries()) {
      this.#addState(stored.object)
      this.#changes.push(initially(stored, { seq: seq - state.length + 1 + index, time: Date.parse(at) }))
      if (this.#changes.length >= BATCH) await this.#commit()
    }
    this.#entries.push(...this.#ledgers.flatMap(entriesOf))
    const open = this.#ledgers.map(openLedger)
    this.#fold = LedgerFold.restore(open, state, (uid) => this.#objects.podByUid(uid))
    this.#state = []
    this.#ledgers = []
    return this.#fold
  }

  #addState(object: WatchedObject): void {
    const { namespace = CLUSTER_SCOPE } = object.metadata
    this.#objects.add(object)
    this.#stateByNamespace.set(namespace, (this.#stateByNamespace.get(namespace) ?? 0) + 1)
  }

  async #commit({ gaps = [] }: Pick<Partial<AppendBatch>, 'gaps'> = {}): Promise<void> {
    const nothing = { cursors: [], recurrences: [], forgotten: [] }
    const batch = { ...nothing, changes: this.#changes, ledger: this.#entries, gaps }
    this.#changes = []
    this.#entries = []
    await this.#writer.append({ ...batch, committedAt: Date.parse(this.#header.to.at) })
  }
}

/** As a Portolan would have recorded it that first looked where the bundle begins. */
function initially({ object, resourceVersion }: StoredObject, place: { seq: number; time: number }): RecordedChange {
  const { kind, metadata } = object
  const { name, namespace, uid } = metadata
  return {
    seq: place.seq,
    change: 'added',
    evidence: 'initial',
    observedAt: place.time,
    observedFrom: place.time,
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    uid,
    resourceVersion,
    differences: [{ path: '', after: object }],
  }
}

/** What the ledger said, written again. */
function entriesOf({ service, intervals, windows }: BundleLedger): LedgerEntry[] {
  const entries: LedgerEntry[] = []
  for (const { to, toSeq, closed, ...interval } of intervals) {
    entries.push({ type: 'interval-opened', service, interval })
    if (to === undefined || toSeq === undefined || closed === undefined) continue
    const { identity, fromSeq } = interval
    entries.push({ type: 'interval-closed', service, identity, fromSeq, to, toSeq, closed })
  }
  for (const { to, toSeq, ...window } of windows) {
    entries.push({ type: 'window-opened', service, window })
    if (to === undefined || toSeq === undefined) continue
    entries.push({ type: 'window-closed', service, fromSeq: window.fromSeq, to, toSeq })
  }
  return entries
}

/** A Service without a ready endpoint and without a window never had one since it was created. */
function openLedger({ service, intervals, windows }: BundleLedger): OpenLedger {
  const open = intervals.filter(({ toSeq }) => toSeq === undefined)
  const window = windows.find(({ toSeq }) => toSeq === undefined)
  const wasReady = window !== undefined || open.some(({ state }) => state === 'ready')
  return { service, open, ...(window && { window }), wasReady }
}
