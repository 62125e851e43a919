import {
  type ObjectKey,
  objectKey,
  type ProjectedObject,
  ProjectionError,
  type WatchedResource,
} from '@portolan/domain'
import type {
  Clock,
  SourceMessage,
  StreamCursor,
  StreamScope,
  StreamState,
  WatchedChange,
} from '@portolan/pipeline/ports'
import type { ClusterProbe } from '../discovery/cluster-probe.ts'
import type { Discovery } from '../discovery/discovery.ts'
import type { SourceLog } from '../source-log.ts'
import { Collection } from '../transport/collection.ts'
import type { KubeTransport } from '../transport/kube-transport.ts'
import { type ChangeLineType, parseWatchLine, type RawObject, type WatchLine } from '../transport/watch-line.ts'
import type { Tuning } from '../tuning.ts'
import { Backoff } from './backoff.ts'
import type { Activity } from './failure-table.ts'
import { Freshness } from './freshness.ts'
import type { LoadSlots } from './load-slots.ts'
import type { StreamCounters } from './stream-counters.ts'

/** What every reflector of one cluster shares. */
export interface ReflectorServices {
  readonly transport: KubeTransport
  readonly discovery: Discovery
  readonly probe: ClusterProbe
  readonly slots: LoadSlots
  readonly clock: Clock
  readonly tuning: Tuning
  readonly log: SourceLog
  /** What is kept of an object; `undefined` when nothing is. */
  readonly project: (resource: WatchedResource, raw: unknown) => ProjectedObject | undefined
  /** Resolves when the consumer took the message; rejects when nobody will. */
  readonly emit: (message: SourceMessage) => Promise<void>
}

/** One stream to keep. */
export interface ReflectorAssignment {
  readonly resource: WatchedResource
  readonly stream: StreamScope
  /** Where the log ends; absent: begin with a list. */
  readonly cursor: StreamCursor | undefined
  readonly counters: StreamCounters
  readonly signal: AbortSignal
  /** What of it may be read while all of it is forbidden; absent where there are no parts. */
  readonly grantedNamespaces?: GrantedParts
}

const CHANGE_TYPES = { ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' } as const

/** Parts of a forbidden collection that may be read. */
export interface GrantedParts {
  /** Look which there are now, and follow those. */
  refresh(signal: AbortSignal): Promise<void>
  /** Resolves when nothing more of them is told. */
  stop(): Promise<void>
}

/** What a reflector remembers from one state to the next, and how it tells what it knows. */
export class Reflector {
  readonly services: ReflectorServices
  readonly assignment: ReflectorAssignment
  readonly freshness: Freshness
  readonly backoff: Backoff
  activity: Activity = 'checking'
  /** Of the last message told: where a watch goes on. */
  resourceVersion: string | undefined
  /** The epoch of the cluster that `resourceVersion` belongs to. */
  epoch: number
  /** The server has no WatchList for this resource. */
  hasNoWatchList = false
  /** Monotonic ms since when the server does not know our version yet; absent when it does. */
  tooLargeSince: number | undefined
  #isBlind = false
  #collection: { readonly version: string; readonly collection: Collection } | undefined

  constructor(services: ReflectorServices, assignment: ReflectorAssignment, epoch: number) {
    const { cursor, counters } = assignment
    this.services = services
    this.assignment = assignment
    this.epoch = epoch
    this.freshness = new Freshness(services.clock, cursor?.observedAt ?? services.clock.now())
    this.backoff = new Backoff(services.tuning)
    this.resourceVersion = cursor?.resourceVersion
    counters.resourceVersion = cursor?.resourceVersion
  }

  get signal(): AbortSignal {
    return this.assignment.signal
  }

  /** Something was missed for sure: only a list can tell what. */
  get isBlind(): boolean {
    return this.#isBlind
  }

  /** The served version of the resource; `undefined` when it is not served. */
  get servedVersion(): string | undefined {
    return this.services.discovery.versionOf(this.assignment.resource)
  }

  /** The version the last request was made with. */
  get usedVersion(): string | undefined {
    return this.#collection?.version
  }

  collection(): Collection {
    const { resource, stream } = this.assignment
    const version = this.servedVersion ?? resource.versions[0] ?? 'v1'
    if (this.#collection?.version !== version) {
      const { namespace } = stream
      const onBytes = (count: number) => {
        this.assignment.counters.bytes += count
      }
      this.#collection = {
        version,
        collection: new Collection(this.services.transport, {
          resource,
          version,
          namespace,
          onBytes,
          wantsOwnedFields: resource.readsOwnedFields,
        }),
      }
    }
    return this.#collection.collection
  }

  /** `timeoutSeconds` of the next watch; spread, so that not all end together. */
  watchSeconds(): number {
    const [min, max] = this.services.tuning.watchSeconds
    return min + Math.floor(this.services.tuning.random() * (max - min + 1))
  }

  /** What is kept of an object. One that cannot be understood is counted and left out; it would be no better the next time. */
  project(raw: RawObject): ProjectedObject | undefined {
    const { resource, counters } = this.assignment
    try {
      return this.services.project(resource, raw)
    } catch (error) {
      if (!(error instanceof ProjectionError)) throw error
      counters.parseErrors++
      this.services.log.warn({ kind: resource.kind, reason: error.message }, 'an object was left out')
      return undefined
    }
  }

  /** @throws {MalformedAnswerError} counted; the watch has to be closed, no line is ever passed over */
  parseLine(text: string): WatchLine {
    try {
      return parseWatchLine(text)
    } catch (error) {
      this.assignment.counters.parseErrors++
      throw error
    }
  }

  /** The change a line tells; none where nothing of its object is kept. */
  changesOf(type: ChangeLineType, raw: RawObject): readonly WatchedChange[] {
    const projected = this.project(raw)
    return projected === undefined ? [] : [{ type: CHANGE_TYPES[type], projected }]
  }

  async tellState(state: StreamState, detail?: string): Promise<void> {
    const { counters, stream } = this.assignment
    if (counters.state === state && counters.detail === detail) return
    counters.state = state
    counters.detail = detail
    await this.services.emit({ type: 'state', stream, state, ...(detail !== undefined && { detail }) })
  }

  /** From here on something is missed. Told once, and only where something was known. */
  async lose(reason: 'expired' | 'epoch' | 'denied' | 'absent'): Promise<void> {
    if (this.#isBlind || this.resourceVersion === undefined) return
    this.#isBlind = true
    await this.services.emit({ type: 'blind', stream: this.assignment.stream, reason, since: this.freshness.sureAt })
  }

  async beginList(): Promise<void> {
    const { stream, counters } = this.assignment
    const isOtherEpoch = this.resourceVersion !== undefined && this.epoch !== this.services.probe.epoch
    if (isOtherEpoch) await this.lose('epoch')
    const cause = isOtherEpoch ? 'epoch' : this.resourceVersion === undefined ? 'first' : 'expired'
    counters.lists++
    await this.tellState('listing')
    await this.services.emit({ type: 'list-begin', stream, cause })
  }

  async tellPage(objects: readonly RawObject[]): Promise<void> {
    const { messageSize } = this.services.tuning
    for (let start = 0; start < objects.length; start += messageSize) {
      await this.services.emit(this.#pageOf(objects.slice(start, start + messageSize)))
    }
  }

  #pageOf(raws: readonly RawObject[]): SourceMessage {
    const { stream, resource } = this.assignment
    const objects: ProjectedObject[] = []
    const unreadable: ObjectKey[] = []
    for (const raw of raws) {
      const projected = this.project(raw)
      const { namespace, name } = raw.metadata ?? {}
      if (projected !== undefined) objects.push(projected)
      else if (name !== undefined) unreadable.push(objectKey(resource.kind, namespace, name))
    }
    return { type: 'list-page', stream, objects, ...(unreadable.length > 0 && { unreadable }) }
  }

  /** @param beganAt epoch ms before which nothing of the list is newer than @param observedAt its last byte */
  async endList(
    resourceVersion: string,
    times: { readonly beganAt: number; readonly observedAt: number },
  ): Promise<void> {
    const { stream, counters } = this.assignment
    await this.services.emit({ type: 'list-end', stream, resourceVersion, observedAt: times.observedAt })
    this.reached(resourceVersion, times.observedAt)
    counters.lastObservedAt = times.observedAt
    this.epoch = this.services.probe.epoch
    this.#isBlind = false
    this.freshness.assure(times.beganAt)
  }

  async abandonList(): Promise<void> {
    await this.services.emit({ type: 'list-abandoned', stream: this.assignment.stream })
  }

  /** Everything up to this version was told. */
  reached(resourceVersion: string, observedAt: number): void {
    const { counters } = this.assignment
    this.resourceVersion = resourceVersion
    counters.resourceVersion = resourceVersion
    counters.lastObservedAt = observedAt
  }
}
