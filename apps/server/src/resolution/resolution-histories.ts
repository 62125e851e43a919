import {
  type AppliedChange,
  changesRequestIndex,
  controllerStrings,
  type Pod,
  type RecordedChange,
  type ResolutionRequest,
  type Snapshot,
  type WatchedKind,
  type WatchedObject,
} from '@portolan/domain'
import type { HistoryReader, Instant } from '@portolan/pipeline/ports'
import { BeforeHistoryError } from '../errors.ts'
import type { PastViews } from '../reading/past-views.ts'
import { ReadingQueue } from '../reading/reading-queue.ts'
import { changesPolicies } from './changes-policies.ts'
import { MovingView, type ReadingTimes } from './moving-view.ts'
import { RequestWays } from './request-ways.ts'
import { type ResolvedRange, resolutionsOver } from './resolutions-over.ts'
import { type ResolvedStretch, ResolvedStretches } from './resolved-stretches.ts'

/** Changes of rules, and of what they lead to, that are looked at: the newest of a range. */
const MAX_RULE_CHANGES = 200
const MAX_BACKEND_CHANGES = 5_000

const RULE_KINDS: readonly WatchedKind[] = [
  'Ingress',
  'IngressClass',
  'GatewayClass',
  'Gateway',
  'ListenerSet',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
  'ReferenceGrant',
  'Namespace',
]
/** How a controller was told to run is as at the end, where `/resolve` looks too: these change too often to be followed. */
const CONTROLLER_KINDS = ['Deployment', 'DaemonSet'] as const
const BACKEND_KINDS: readonly WatchedKind[] = ['Service', 'EndpointSlice']
/** Where NetworkPolicies may have a say it matters which Pods are on the way. */
const POLICED_KINDS: readonly WatchedKind[] = [...BACKEND_KINDS, 'Pod', 'NetworkPolicy']

export interface HistoriesOptions {
  readonly reader: HistoryReader
  readonly past: PastViews
  readonly visibilityNow: ReadingTimes['now']
}

export interface HistoryQuery {
  readonly request: ResolutionRequest
  /** Epoch ms, both included; not later than now. */
  readonly from: number
  readonly to: number
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

export interface ResolvedHistory {
  /** Epoch ms: later than was asked for where more happened than is looked at. */
  readonly from: number
  readonly isComplete: boolean
  /** Oldest first, never empty. */
  readonly stretches: readonly ResolvedStretch[]
}

/** Where a walk through the log begins. */
interface Beginning {
  /** Epoch ms. */
  readonly time: number
  readonly snapshot: Snapshot
}

/** The newest changes of a range, ascending, and the instant after which they are all. */
interface NewestChanges {
  readonly begins: Beginning
  readonly changes: readonly RecordedChange[]
}

/**
 * What became of one request over a range. First the rules alone say which Services it can lead to; then it is resolved after
 * every change of the rules, those Services and their slices, over objects that are read once and moved on; where there are
 * NetworkPolicies in their namespaces or in those of whoever answers, of these and of the Pods on the way as well. One history
 * is told at a time.
 */
export class ResolutionHistories {
  readonly #options: HistoriesOptions
  readonly #queue = new ReadingQueue()

  constructor(options: HistoriesOptions) {
    this.#options = options
  }

  /**
   * @throws {ResolutionRequestError} it is no request
   * @throws {BeforeHistoryError} the log does not reach back to the beginning of the range
   * @throws {TooManyReadersError | ClientGoneError} too many wait; the signal aborted
   */
  of(query: HistoryQuery): Promise<ResolvedHistory> {
    return this.#queue.add(() => this.#tell(query)).awaited(query.signal)
  }

  async #tell({ request, from, to, signal }: HistoryQuery): Promise<ResolvedHistory> {
    const start = await this.#beginning({ time: from }, signal)
    const rules = await this.#newest(start, { to, kinds: RULE_KINDS, limit: MAX_RULE_CHANGES }, signal)
    const times = await this.#times(rules.begins.time, to)
    const { snapshot: end } = await this.#beginning({ time: to }, signal)
    const beside = CONTROLLER_KINDS.flatMap((kind) =>
      [...end.ofKind(kind)].filter((object) => controllerStrings(object).length > 0),
    )
    const range = { request, to, signal }
    const ways = await waysOver({
      ...range,
      from: rules.begins.time,
      view: new MovingView(rules.begins.snapshot, followed(BACKEND_KINDS, [], beside), times),
      changes: rules.changes,
      decides: changesRules,
      isPoliced: false,
    })
    const isPoliced = await this.#arePoliced(ways.namespaces, rules.begins, to)
    const kinds = isPoliced ? POLICED_KINDS : BACKEND_KINDS
    const namespaces = isPoliced ? ways.namespaces : ways.serviceNamespaces
    const backends = await this.#newest(rules.begins, { to, kinds, namespaces, limit: MAX_BACKEND_CHANGES }, signal)
    const { begins } = backends
    const view = new MovingView(begins.snapshot, followed(kinds, namespaces, beside), times)
    const isOnTheWay = (pod: Pod) => ways.has(pod, view.snapshot)
    const stretches = new ResolvedStretches()
    const resolutions = resolutionsOver({
      ...range,
      from: begins.time,
      view,
      changes: inOrder([...rules.changes, ...backends.changes]).filter(({ seq }) => seq > begins.snapshot.seq),
      decides: (applied) =>
        changesRules(applied) || ways.isBackendChange(applied) || (isPoliced && changesPolicies(applied, isOnTheWay)),
      isPoliced,
    })
    for await (const each of resolutions) stretches.add(each)
    return { from: begins.time, isComplete: begins === start, stretches: stretches.all }
  }

  /** Where there are more than are looked at, the answer begins later. */
  async #newest(start: Beginning, { to, limit, ...scope }: NewestQuery, signal: AbortSignal): Promise<NewestChanges> {
    if (scope.namespaces?.length === 0) return { begins: start, changes: [] }
    const range = { after: start.snapshot.seq, to: to + 1, order: 'desc', limit: limit + 1 } as const
    const [oldest, ...changes] = inOrder(await this.#options.reader.changes({ ...range, ...scope }))
    if (oldest === undefined || changes.length < limit) {
      return { begins: start, changes: oldest === undefined ? [] : [oldest, ...changes] }
    }
    return { begins: await this.#beginning({ seq: oldest.seq }, signal), changes }
  }

  /** Whether there is a NetworkPolicy in one of some namespaces at any time. */
  async #arePoliced(namespaces: readonly string[], { snapshot }: Beginning, to: number): Promise<boolean> {
    if (namespaces.length === 0) return false
    if (namespaces.some((each) => snapshot.ofKind('NetworkPolicy', each).next().done !== true)) return true
    const range = { after: snapshot.seq, to: to + 1, order: 'desc', limit: 1 } as const
    const changes = await this.#options.reader.changes({ ...range, kinds: ['NetworkPolicy'], namespaces })
    return changes.length > 0
  }

  async #beginning(instant: Instant, signal: AbortSignal): Promise<Beginning> {
    const view = await this.#options.past.at(instant, { signal })
    if (view === undefined)
      throw new BeforeHistoryError('There is nothing in the log yet at the beginning of the range.')
    return { time: view.time, snapshot: view.snapshot }
  }

  async #times(from: number, to: number): Promise<ReadingTimes> {
    const { reader, visibilityNow } = this.#options
    const [beginnings, gaps] = await Promise.all([reader.beginnings(), reader.gaps({ from, to: to + 1 })])
    return { beginnings, gaps, now: visibilityNow }
  }
}

interface NewestQuery {
  /** Epoch ms, included. */
  readonly to: number
  readonly kinds: readonly WatchedKind[]
  readonly namespaces?: readonly string[]
  readonly limit: number
}

function inOrder(changes: readonly RecordedChange[]): RecordedChange[] {
  return changes.toSorted((a, b) => a.seq - b.seq)
}

async function waysOver(range: ResolvedRange): Promise<RequestWays> {
  const ways = new RequestWays()
  for await (const { resolution } of resolutionsOver(range)) ways.add(resolution, range.view.snapshot)
  return ways
}

function followed(kinds: readonly WatchedKind[], namespaces: readonly string[], beside: readonly WatchedObject[]) {
  return { everywhere: RULE_KINDS, within: { kinds, namespaces }, beside }
}

function changesRules(applied: AppliedChange): boolean {
  return changesRequestIndex(applied) || (applied.after ?? applied.before)?.kind === 'ReferenceGrant'
}
