import { CLUSTER_SCOPE, Snapshot, type Visibility, type WatchedKind } from '@portolan/domain'
import type { Clock, HistoryReader, Instant, StreamBeginning } from '@portolan/pipeline/ports'
import { visibilityThen } from './past-visibility.ts'
import { ReadingQueue, type SharedRead } from './reading-queue.ts'
import type { View } from './view.ts'

/** Changes of the last seconds may still be on their way into the log; before that the past does not change. */
export const SETTLED_MS = 10_000
/** Objects in all remembered snapshots together, and snapshots. */
const MAX_OBJECTS = 250_000
const MAX_VIEWS = 16
/** Only these lead from one namespace into another; where a namespace has none, it can be read alone. */
export const CROSSING_KINDS = [
  'Gateway',
  'ListenerSet',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
  'ReferenceGrant',
] as const satisfies readonly WatchedKind[]

export interface PastViewsOptions {
  readonly reader: HistoryReader
  readonly clock: Clock
  /** What is known of a kind in the whole cluster now: what was never read is still what it was. */
  readonly visibilityNow: (kind: WatchedKind) => Visibility
  /** Namespaces in which Ingress controllers run now: read with every other, so that the ways in to it are known. */
  readonly frontDoors?: () => readonly string[]
}

/** For whom a view is read. */
export interface PastReadOptions {
  /**
   * What the answer will be about, if not everything: where that can be told from these namespaces alone, the view holds
   * nothing else that is namespaced, but for the front doors.
   */
  readonly namespaces?: readonly string[] | undefined
  /** Aborts when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined
}

type ViewRead = SharedRead<View | undefined>

/** Snapshots of past instants, read from the log; the ones used last are remembered, within bounds. */
export class PastViews {
  readonly #options: PastViewsOptions
  /** In order of use. */
  readonly #known = new Map<string, ViewRead>()
  readonly #sizes = new Map<string, number>()
  /** One snapshot in the making is enough at a time. */
  readonly #queue = new ReadingQueue()

  constructor(options: PastViewsOptions) {
    this.#options = options
  }

  /**
   * Equal instants asked for at once are read once.
   *
   * @returns `undefined` for an instant before the first record
   * @throws {TooManyReadersError} too many instants wait to be read. @throws {ClientGoneError} the signal aborted
   */
  async at(instant: Instant, { namespaces, signal }: PastReadOptions = {}): Promise<View | undefined> {
    if (namespaces !== undefined && !this.#known.has(nameOf(instant))) {
      const view = await this.#find(instant, this.#withFrontDoors(namespaces)).awaited(signal)
      if (view === undefined || !leadsOutside(view.snapshot)) return view
    }
    return this.#find(instant).awaited(signal)
  }

  /** Where nothing namespaced is asked for, nothing is added. */
  #withFrontDoors(namespaces: readonly string[]): readonly string[] {
    if (namespaces.length === 0) return namespaces
    return [...new Set([...namespaces, ...(this.#options.frontDoors?.() ?? [])])]
  }

  #find(instant: Instant, namespaces?: readonly string[]): ViewRead {
    const name = nameOf(instant, namespaces)
    const known = this.#known.get(name)
    if (known !== undefined && !known.isAbandoned) {
      this.#known.delete(name)
      this.#known.set(name, known)
      return known
    }
    const read = this.#queue.add(() => this.#read(instant, namespaces))
    this.#known.set(name, read)
    const isRemembered = () => this.#known.get(name) === read
    void read.result.then(
      (found) => isRemembered() && this.#settle(name, found),
      () => isRemembered() && this.#forget(name),
    )
    return read
  }

  async #read(instant: Instant, namespaces?: readonly string[]): Promise<View | undefined> {
    const { reader, visibilityNow } = this.#options
    const past = await reader.objectsAt(instant, namespaces && [...namespaces, CLUSTER_SCOPE])
    if (past === undefined) return undefined
    const gaps = await reader.gaps({ from: past.time, to: past.time + 1 })
    const beginnings = await reader.beginnings()
    const hasBegun = ({ seq, at }: StreamBeginning) => ('seq' in instant ? seq <= past.seq : at <= past.time)
    const snapshot = Snapshot.of(past.seq, past.objects)
    for (const { stream, visibility } of visibilityThen({ beginnings, hasBegun, gaps, now: visibilityNow })) {
      snapshot.setVisibility(stream.kind, stream.namespace, visibility)
    }
    return { snapshot, time: past.time, isLive: false, gaps, ...(namespaces && { namespaces }) }
  }

  #settle(name: string, view: View | undefined): void {
    if (view === undefined || view.time > this.#options.clock.now() - SETTLED_MS) {
      this.#forget(name)
      return
    }
    this.#sizes.set(name, view.snapshot.size)
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MAX_VIEWS && this.#remembered() <= MAX_OBJECTS) return
      this.#forget(oldest)
    }
  }

  #remembered(): number {
    return [...this.#sizes.values()].reduce((sum, size) => sum + size, 0)
  }

  #forget(name: string): void {
    this.#known.delete(name)
    this.#sizes.delete(name)
  }
}

/** No namespaces at all are others than all of them. */
function nameOf(instant: Instant, namespaces?: readonly string[]): string {
  const place = 'seq' in instant ? `seq:${instant.seq}` : `${instant.time}`
  return namespaces === undefined ? place : [place, 'of', ...namespaces.toSorted()].join(' ')
}

function leadsOutside(snapshot: Snapshot): boolean {
  return CROSSING_KINDS.some((kind) => !snapshot.ofKind(kind).next().done)
}
