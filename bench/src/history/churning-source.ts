import type { LargeClusterOptions } from '@portolan/demo-cluster'
import type { ClusterSource, FollowOptions, RestoredHistory, SourceMessage } from '@portolan/pipeline/ports'
import { ChurningCluster, LISTED_RESOURCES, type Listed, listLargeCluster } from './churning-cluster.ts'

const PAGE = 500

/**
 * A large cluster in this process that never rests, told without a network between: what a recorder is told about it is what
 * it would be told over one, only faster. Its clock moves with its changes, and stands still between them. Where a log of it
 * ended, it goes on.
 */
export class ChurningSource implements ClusterSource {
  /** Epoch ms. */
  now: number
  readonly #options: LargeClusterOptions
  readonly #restored: RestoredHistory
  readonly #everyMs: number
  #goal: () => boolean = () => true
  #wake: (() => void) | undefined

  /** @param everyMs so far apart are changes, by its clock */
  constructor(options: LargeClusterOptions, everyMs: number, restored: RestoredHistory) {
    this.#options = options
    this.#everyMs = everyMs
    this.#restored = restored
    this.now = restored.lastCommitAt ?? Date.UTC(2026, 0, 1)
  }

  /** Go on until something holds; asked now and then. */
  goOnUntil(goal: () => boolean): void {
    this.#goal = goal
    this.#wake?.()
  }

  async *follow({ signal }: FollowOptions): AsyncIterable<SourceMessage> {
    const cluster = yield* this.#begin()
    signal.addEventListener('abort', () => this.#wake?.(), { once: true })
    while (!signal.aborted) {
      while (!this.#goal() && !signal.aborted) yield* this.#tick(cluster)
      if (signal.aborted) return
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  statistics(): readonly [] {
    return []
  }

  *#begin(): Generator<SourceMessage, ChurningCluster> {
    const { seq, objects, cursors } = this.#restored
    const seed = (this.#options.seed ?? 1) + seq
    if (cursors.length >= LISTED_RESOURCES.length) {
      for (const { stream } of cursors) yield { type: 'state', stream, state: 'live' }
      const resourceVersion = String(Math.max(...cursors.map((cursor) => Number(cursor.resourceVersion))))
      return new ChurningCluster({ objects: objects.map(({ object }) => object), resourceVersion, seed })
    }
    const all = listLargeCluster(this.#options)
    for (const listed of all) yield* this.#told(listed)
    return new ChurningCluster({
      objects: all.flatMap((listed) => listed.objects.map(({ object }) => object)),
      resourceVersion: all[0]?.resourceVersion ?? '0',
      seed,
    })
  }

  *#told({ resource, objects, resourceVersion }: Listed): Generator<SourceMessage> {
    const stream = { kind: resource.kind }
    yield { type: 'list-begin', stream, cause: 'first' }
    for (let start = 0; start < objects.length; start += PAGE) {
      yield { type: 'list-page', stream, objects: objects.slice(start, start + PAGE) }
    }
    yield { type: 'list-end', stream, resourceVersion, observedAt: this.now }
    yield { type: 'state', stream, state: 'live' }
  }

  *#tick(cluster: ChurningCluster): Generator<SourceMessage> {
    for (const [kind, changes] of cluster.tick(this.now)) {
      this.now += this.#everyMs * changes.length
      yield { type: 'watched', stream: { kind }, changes, observedAt: this.now }
    }
  }
}
