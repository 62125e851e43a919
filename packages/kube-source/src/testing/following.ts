import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ProjectedObject, type WatchedResource, watchedResource } from '@portolan/domain'
import type {
  Clock,
  ClusterSource,
  SourceMessage,
  StreamCursor,
  StreamScope,
  StreamStatistics,
} from '@portolan/pipeline/ports'
import { createClusterSource } from '../create-cluster-source.ts'
import { type ConfiguredCluster, loadCluster } from '../credentials/load-cluster.ts'
import type { Tuning } from '../tuning.ts'
import { Mirror, type MirroredObject } from './mirror.ts'
import { differences, servedObjects } from './served-objects.ts'
import { systemClock } from './system-clock.ts'
import { until } from './until.ts'

/** Every interval short enough for a test, but those that only a server in trouble uses up: a busy machine must not. */
export const QUICK: Partial<Tuning> = {
  backoffBaseMs: 10,
  backoffCapMs: 100,
  confirmationMs: 60,
  catchUpMs: 40,
  shortLifeMs: 5,
  reprobeMs: 60,
  rediscoveryMs: 60,
  identityFreshMs: 5,
  initialEventsSilenceMs: 20_000,
  tooLargeVersionMs: 200,
  maxRetryAfterMs: 50,
  idleAlarmMs: 20_000,
  requestTimeoutMs: 20_000,
}

/** Keeps the whole raw object: tests compare what the server sent. */
export function keepWhole(resource: WatchedResource, raw: unknown): ProjectedObject {
  const object = { ...(raw as object), kind: resource.kind } as unknown as ProjectedObject['object']
  const { resourceVersion } = (raw as { metadata: { resourceVersion: string } }).metadata
  return { object, resourceVersion }
}

/** A server that can say how to reach it. */
export interface ReachableServer {
  readonly url: string
  writeKubeconfig(file: string, options?: KubeconfigCredentials): Promise<void>
}

export interface KubeconfigCredentials {
  readonly token?: string
  readonly tokenFile?: string
  readonly certificateAuthority?: string
}

export interface FollowingOptions {
  readonly tuning?: Partial<Tuning>
  readonly namespaces?: readonly string[]
  readonly cursors?: readonly StreamCursor[]
  /** Go on where this mirror ended, with what it held. */
  readonly after?: Mirror
  readonly clusterUid?: string
  readonly kubeconfig?: KubeconfigCredentials
  readonly clock?: Clock
  /** Called before a message is taken; what it does to the server happens before the source goes on. */
  readonly onMessage?: (message: SourceMessage) => void
}

/** Load the cluster of a server as a user would, through a kubeconfig file. */
export async function clusterOf(
  server: ReachableServer,
  options: KubeconfigCredentials = {},
): Promise<ConfiguredCluster> {
  const directory = await mkdtemp(join(tmpdir(), 'portolan-kube-source-'))
  try {
    const kubeconfig = join(directory, 'config')
    await server.writeKubeconfig(kubeconfig, options)
    const cluster = await loadCluster({ kubeconfig, environment: {} })
    if (cluster === undefined) throw new Error('the kubeconfig just written was not found')
    return cluster
  } finally {
    await rm(directory, { recursive: true })
  }
}

export async function follow(server: ReachableServer, options: FollowingOptions = {}): Promise<Following> {
  return new Following(await clusterOf(server, options.kubeconfig), options)
}

/** A source that follows a server into a mirror, until its `await using` ends. */
export class Following implements AsyncDisposable {
  readonly source: ClusterSource
  readonly mirror: Mirror
  readonly #server: string
  readonly #token: string | undefined
  readonly #stopping = new AbortController()
  readonly #done: Promise<void>
  #held: Promise<void> | undefined

  constructor(cluster: ConfiguredCluster, options: FollowingOptions = {}) {
    const { namespaces = [], after, clusterUid, clock = systemClock, kubeconfig, onMessage } = options
    const cursors = options.cursors ?? after?.cursors() ?? []
    this.mirror = after?.continued() ?? new Mirror()
    const tuning = { ...QUICK, ...options.tuning }
    this.#server = cluster.server
    this.#token = kubeconfig?.token
    this.source = createClusterSource({ cluster, namespaces, project: keepWhole, clock, tuning })
    const wanted = { cursors, signal: this.#stopping.signal, ...(clusterUid !== undefined && { clusterUid }) }
    this.#done = this.#consume(this.source.follow(wanted), onMessage)
    this.#done.catch(() => undefined)
  }

  /** Stop pulling, so that everything behind backs up. @returns how to go on */
  hold(): () => void {
    let release = (): void => undefined
    this.#held = new Promise((resolve) => {
      release = () => {
        this.#held = undefined
        resolve()
      }
    })
    return release
  }

  statistics(kind: string, namespace?: string): StreamStatistics | undefined {
    return this.source.statistics().find(({ stream }) => stream.kind === kind && stream.namespace === namespace)
  }

  stateOf(kind: string, namespace?: string): string | undefined {
    return this.statistics(kind, namespace)?.state
  }

  objects(kind: StreamScope['kind'], namespace?: string): ReadonlyMap<string, MirroredObject> {
    return this.mirror.objects(namespace === undefined ? { kind } : { kind, namespace })
  }

  /** Resolves when no stream is on its way any more: each is live, denied or absent. */
  async settled(): Promise<void> {
    await until(
      () => this.source.statistics().length > 0 && this.#unsettled().length === 0,
      () => this.#unsettled(),
    )
  }

  /**
   * Resolves when every stream that is live holds exactly what the server holds, and no promise of the port was broken.
   * @param token for the test's own requests, when the client's are restricted
   */
  async equalsServer(token = this.#token): Promise<void> {
    let difference: unknown
    await until(
      async () => {
        difference = await this.#difference(token)
        return difference === undefined
      },
      () => difference,
    )
    if (this.mirror.broken.length > 0) throw new Error(`promises broken: ${this.mirror.broken.join('; ')}`)
  }

  /** @throws what `follow` threw */
  async end(): Promise<void> {
    this.#stopping.abort(new Error('the test is over'))
    await this.#done
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end()
  }

  async #consume(messages: AsyncIterable<SourceMessage>, onMessage?: (message: SourceMessage) => void): Promise<void> {
    for await (const message of messages) {
      onMessage?.(message)
      this.mirror.take(message)
      if (this.#held !== undefined) await this.#held
    }
  }

  #unsettled(): readonly StreamStatistics[] {
    return this.source.statistics().filter(({ state }) => state !== 'live' && state !== 'denied' && state !== 'absent')
  }

  /** The first stream that differs, with some of what does; `undefined` when none does. */
  async #difference(token: string | undefined): Promise<unknown> {
    const [unsettled] = this.#unsettled()
    if (unsettled !== undefined) return unsettled
    for (const { stream, state } of this.source.statistics()) {
      const resource = watchedResource(stream.kind)
      if (state !== 'live' || resource === undefined) continue
      const served = await servedObjects(this.#server, resource, { namespace: stream.namespace, token })
      const found = differences(served ?? new Map(), this.mirror.objects(stream), resource.read)
      if (found.length > 0) return { stream, found }
    }
    return undefined
  }
}
