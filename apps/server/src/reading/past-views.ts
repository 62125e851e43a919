import {
  CLUSTER_SCOPE,
  type Gap,
  Snapshot,
  type Visibility,
  WATCHED_RESOURCES,
  type WatchedKind,
} from '@portolan/domain'
import type { Clock, HistoryReader, Instant } from '@portolan/pipeline/ports'
import type { View } from './view.ts'

/** Changes of the last seconds may still be on their way into the log; before that the past does not change. */
const SETTLED_MS = 10_000
/** Objects in all remembered snapshots together, and snapshots. */
const MAX_OBJECTS = 250_000
const MAX_VIEWS = 16
/** Only these lead from one namespace into another; where a namespace has none, it can be read alone. */
const CROSSING_KINDS = [
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
  /** What is known of a kind now: what was never read now was not read then. */
  readonly visibilityNow: (kind: WatchedKind) => Visibility
}

/** Snapshots of past instants, read from the log; the ones used last are remembered, within bounds. */
export class PastViews {
  readonly #options: PastViewsOptions
  /** In order of use. */
  readonly #known = new Map<string, Promise<View | undefined>>()
  readonly #sizes = new Map<string, number>()
  /** One snapshot in the making is enough at a time. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: PastViewsOptions) {
    this.#options = options
  }

  /**
   * Equal instants asked for at once are read once.
   *
   * @param namespaces what the answer will be about, if not everything: where that can be told from these namespaces alone,
   *   the view holds nothing else that is namespaced
   * @returns `undefined` for an instant before the first record
   */
  async at(instant: Instant, namespaces?: readonly string[]): Promise<View | undefined> {
    if (namespaces === undefined || this.#known.has(nameOf(instant))) return this.#find(instant)
    const view = await this.#find(instant, namespaces)
    return view === undefined || !leadsOutside(view.snapshot) ? view : this.#find(instant)
  }

  #find(instant: Instant, namespaces?: readonly string[]): Promise<View | undefined> {
    const name = nameOf(instant, namespaces)
    const known = this.#known.get(name)
    if (known !== undefined) {
      this.#known.delete(name)
      this.#known.set(name, known)
      return known
    }
    const view = this.#turn.then(() => this.#read(instant, namespaces))
    this.#turn = view.catch(() => undefined)
    this.#known.set(name, view)
    const isRemembered = () => this.#known.get(name) === view
    void view.then(
      (found) => isRemembered() && this.#settle(name, found),
      () => isRemembered() && this.#forget(name),
    )
    return view
  }

  async #read(instant: Instant, namespaces?: readonly string[]): Promise<View | undefined> {
    const { reader, visibilityNow } = this.#options
    const past = await reader.objectsAt(instant, namespaces && [...namespaces, CLUSTER_SCOPE])
    if (past === undefined) return undefined
    const gaps = await reader.gaps({ from: past.time, to: past.time + 1 })
    const snapshot = Snapshot.of(past.seq, past.objects)
    for (const { kind } of WATCHED_RESOURCES) {
      snapshot.setVisibility(kind, undefined, visibilityThen(kind, { snapshot, gaps, now: visibilityNow(kind) }))
    }
    return { snapshot, time: past.time, isLive: false, gaps }
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

function nameOf(instant: Instant, namespaces: readonly string[] = []): string {
  const place = 'seq' in instant ? `seq:${instant.seq}` : `${instant.time}`
  return [place, ...[...namespaces].sort()].join(' ')
}

function leadsOutside(snapshot: Snapshot): boolean {
  return CROSSING_KINDS.some((kind) => !snapshot.ofKind(kind).next().done)
}

interface KindThen {
  readonly snapshot: Snapshot
  readonly gaps: readonly Gap[]
  readonly now: Visibility
}

/** A gap says what was hidden then; without one, a kind that is unreadable now and has no object then was unreadable then. */
function visibilityThen(kind: WatchedKind, { snapshot, gaps, now }: KindThen): Visibility {
  const hidden = gaps.find((gap) => gap.kind === kind && gap.namespace === undefined && isHidden(gap.reason))
  if (hidden !== undefined) return hidden.reason as Visibility
  return now !== 'observed' && snapshot.ofKind(kind).next().done ? now : 'observed'
}

function isHidden(reason: Gap['reason']): boolean {
  return reason === 'denied' || reason === 'absent'
}
