import { setImmediate } from 'node:timers/promises'
import {
  type AttributedTransition,
  CAUSE_WINDOW,
  CauseFold,
  CLUSTER_SCOPE,
  type RecordedChange,
  Snapshot,
  type WatchedKind,
} from '@portolan/domain'
import type { Clock, HistoryReader } from '@portolan/pipeline/ports'
import type { PastViews } from '../reading/past-views.ts'
import { ReadingQueue } from '../reading/reading-queue.ts'

/** What proves a cause. */
const KINDS = [
  'EndpointSlice',
  'Service',
  'Pod',
  'Node',
  'Namespace',
  'Event',
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'HorizontalPodAutoscaler',
] as const satisfies readonly WatchedKind[]
/** Changes that are looked at: the newest of a range. Causes of what was before are not told. */
const MAX_CHANGES = 20_000
/** Changes that are folded in one turn; others are served in between. */
const SLICE = 500
/** Answers that are remembered: many ask for the same range while it is shown. */
const MAX_REMEMBERED = 16

export interface CausesOptions {
  readonly reader: HistoryReader
  readonly past: PastViews
  readonly clock: Pick<Clock, 'now'>
}

export interface CausesQuery {
  /** Of its Services. */
  readonly namespace: string
  /** `[from, to)`, epoch ms. */
  readonly from: number
  readonly to: number
  /** Where the log ends: what is told holds up to there. */
  readonly seq: number
}

/** Why endpoints of a namespace were lost and gained. */
export interface ToldCauses {
  /** Epoch ms: later than was asked for where more happened than is looked at, or where the log begins later. */
  readonly from: number
  /** Ascending by `seq`; what happened in the last 15 s by what is known so far. */
  readonly transitions: readonly AttributedTransition[]
}

/** What is folded. */
interface Stretch {
  readonly snapshot: Snapshot
  readonly changes: readonly RecordedChange[]
}

/**
 * Why endpoints came, went and flipped (rule H.5): the changes of a namespace, and of what is in none, from a minute before a
 * range to 15 s behind it, folded over the objects of then. One range at a time.
 */
export class EndpointCauses {
  readonly #options: CausesOptions
  readonly #queue = new ReadingQueue()
  /** In order of use. */
  readonly #told = new Map<string, ToldCauses>()

  constructor(options: CausesOptions) {
    this.#options = options
  }

  /** @throws {TooManyReadersError | ClientGoneError} too many wait; the signal aborted */
  in(query: CausesQuery, signal?: AbortSignal): Promise<ToldCauses> {
    return this.#queue.add(() => this.#in(query)).awaited(signal)
  }

  async #in(query: CausesQuery): Promise<ToldCauses> {
    const name = JSON.stringify(query)
    const told = this.#told.get(name) ?? (await this.#tell(query))
    this.#told.delete(name)
    this.#told.set(name, told)
    for (const oldest of this.#told.keys()) if (this.#told.size > MAX_REMEMBERED) this.#told.delete(oldest)
    return told
  }

  async #tell({ namespace, from, to }: CausesQuery): Promise<ToldCauses> {
    const { reader, clock } = this.#options
    const range = { from: from - CAUSE_WINDOW.beforeMs, to: to + CAUSE_WINDOW.afterMs }
    const scope = { kinds: KINDS, namespaces: [namespace, CLUSTER_SCOPE] }
    const newest = await reader.changes({ ...scope, ...range, order: 'desc', limit: MAX_CHANGES })
    const [first, ...others] = newest.toReversed()
    if (first === undefined) return { from, transitions: [] }
    const isCut = newest.length === MAX_CHANGES
    const knownFrom = isCut ? Math.max(from, first.observedAt + CAUSE_WINDOW.beforeMs) : from
    const stretch = await this.#stretch(first, others, namespace)
    const transitions = await attributed(stretch, Math.min(range.to, clock.now()))
    return {
      from: knownFrom,
      transitions: transitions.filter(({ transition: { at } }) => at >= knownFrom && at < to),
    }
  }

  /** The objects before the first change; where the log begins with it, those after it. */
  async #stretch(first: RecordedChange, others: readonly RecordedChange[], namespace: string): Promise<Stretch> {
    const { past } = this.#options
    const before = await past.at({ seq: first.seq - 1 }, { namespaces: [namespace] })
    if (before) return { snapshot: partOf(before.snapshot, namespace), changes: [first, ...others] }
    const after = await past.at({ seq: first.seq }, { namespaces: [namespace] })
    return { snapshot: partOf(after?.snapshot ?? Snapshot.of(0, []), namespace), changes: others }
  }
}

/** What proves causes in one namespace, in a snapshot of its own that can be moved on. */
function partOf(whole: Snapshot, namespace: string): Snapshot {
  const objects = KINDS.flatMap((kind) => [...whole.ofKind(kind)])
  const isPart = (place: string | undefined) => place === undefined || place === namespace
  const part = Snapshot.of(
    0,
    objects.filter(({ metadata }) => isPart(metadata.namespace)),
  )
  for (const kind of KINDS) part.setVisibility(kind, undefined, whole.visibilityOf(kind, namespace))
  return part
}

/** @param knownUntil epoch ms: nothing that was told later is looked at */
async function attributed({ snapshot, changes }: Stretch, knownUntil: number): Promise<AttributedTransition[]> {
  const fold = new CauseFold(snapshot)
  const transitions: AttributedTransition[] = []
  for (const [index, change] of changes.entries()) {
    if (index % SLICE === SLICE - 1) await setImmediate()
    transitions.push(...fold.advance(change.observedAt - 1))
    const applied = snapshot.apply({ ...change, seq: snapshot.seq + 1 })
    transitions.push(...fold.apply(change, applied))
  }
  return [...transitions, ...fold.advance(knownUntil), ...fold.provisional()]
}
