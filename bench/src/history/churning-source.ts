import { createHash } from 'node:crypto'
import {
  type ApiResource,
  buildLargeCluster,
  churn,
  type LargeClusterOptions,
  resources,
  type StoredChange,
  type StoredObject,
} from '@portolan/demo-cluster'
import {
  PodSharing,
  type ProjectedObject,
  projectObject,
  type WatchedResource,
  watchedResource,
} from '@portolan/domain'
import type { ClusterSource, FollowOptions, SourceMessage } from '@portolan/pipeline/ports'

const TYPES = { ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' } as const
const PAGE = 500
/** Writes of one tick of the churn. */
const WRITES_PER_SECOND = 10_000

interface Told {
  readonly resource: WatchedResource
  readonly change: StoredChange
}

/**
 * A large cluster in this process that never rests, told without a network between: what a recorder is told about it is what
 * it would be told over one, only faster. Its clock moves with its changes, and stands still between them.
 */
export class ChurningSource implements ClusterSource {
  /** Epoch ms. */
  now = Date.UTC(2026, 0, 1)
  readonly #cluster: LargeClusterOptions
  readonly #everyMs: number
  readonly #sharing = new PodSharing()
  #goal: () => boolean = () => true
  #wake: (() => void) | undefined

  /** @param everyMs so far apart are changes, by its clock */
  constructor(cluster: LargeClusterOptions, everyMs: number) {
    this.#cluster = cluster
    this.#everyMs = everyMs
  }

  /** Go on until something holds; asked after every change. */
  goOnUntil(goal: () => boolean): void {
    this.#goal = goal
    this.#wake?.()
  }

  async *follow({ signal }: FollowOptions): AsyncIterable<SourceMessage> {
    const store = buildLargeCluster({ ...this.#cluster, historyLimit: 10_000 })
    const waiting: Told[] = []
    const watched = Object.values(resources).flatMap((served) => {
      const resource = watchedResource(served.kind)
      return resource ? [{ served: served as ApiResource, resource }] : []
    })
    for (const { served, resource } of watched) {
      yield* this.#listed(resource, store.list(served), store.currentResourceVersion)
      store.subscribe(served, (change) => waiting.push({ resource, change }))
    }
    const tick = ticksOf(store)
    signal.addEventListener('abort', () => this.#wake?.(), { once: true })
    for (;;) {
      while (!this.#goal() && !signal.aborted) {
        const told = waiting.shift()
        if (told) yield* this.#watched(told)
        else tick()
      }
      if (signal.aborted) return
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  statistics(): readonly [] {
    return []
  }

  *#listed(
    resource: WatchedResource,
    objects: readonly StoredObject[],
    resourceVersion: string,
  ): Generator<SourceMessage> {
    const stream = { kind: resource.kind }
    yield { type: 'list-begin', stream, cause: 'first' }
    for (let start = 0; start < objects.length; start += PAGE) {
      const page = objects.slice(start, start + PAGE).flatMap((object) => this.#project(resource, object) ?? [])
      yield { type: 'list-page', stream, objects: page }
    }
    yield { type: 'list-end', stream, resourceVersion, observedAt: this.now }
    yield { type: 'state', stream, state: 'live' }
  }

  *#watched({ resource, change: { type, object } }: Told): Generator<SourceMessage> {
    const projected = this.#project(resource, object)
    if (projected === undefined) return
    this.now += this.#everyMs
    const stream = { kind: resource.kind }
    yield { type: 'watched', stream, changes: [{ type: TYPES[type], projected }], observedAt: this.now }
  }

  #project(resource: WatchedResource, object: StoredObject): ProjectedObject | undefined {
    return projectObject(resource, object, { fingerprint, sharing: this.#sharing })
  }
}

const fingerprint = (json: string): string => createHash('sha256').update(json).digest('hex')

/** The writes of a cluster that churns, one tick at a time. */
function ticksOf(store: ReturnType<typeof buildLargeCluster>): () => void {
  let now = Date.now()
  let next = (): void => undefined
  const timers = {
    now: () => now,
    after: (ms: number, task: () => void) => {
      now += ms
      next = task
      return () => undefined
    },
  }
  churn(store, { changesPerSecond: WRITES_PER_SECOND, timers })
  return () => next()
}
