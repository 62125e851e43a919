import { setMaxListeners } from 'node:events'
import { type ProjectedObject, WATCHED_RESOURCES, type WatchedResource } from '@portolan/domain'
import type {
  Clock,
  FollowOptions,
  SourceMessage,
  StreamCursor,
  StreamScope,
  StreamStatistics,
} from '@portolan/pipeline/ports'
import type { ConfiguredCluster } from '../credentials/load-cluster.ts'
import { ClusterProbe } from '../discovery/cluster-probe.ts'
import { Discovery } from '../discovery/discovery.ts'
import { ApiStatusError, type KubeSourceError } from '../errors.ts'
import { Backoff } from '../reflector/backoff.ts'
import { reactionTo } from '../reflector/failure-table.ts'
import { LoadSlots } from '../reflector/load-slots.ts'
import { Reflector, type ReflectorServices } from '../reflector/reflector.ts'
import { runReflector } from '../reflector/run-reflector.ts'
import type { SourceLog } from '../source-log.ts'
import { KubeTransport } from '../transport/kube-transport.ts'
import type { Tuning } from '../tuning.ts'
import { GrantedNamespaces } from './granted-namespaces.ts'
import { Merge } from './merge.ts'
import { NamespaceDirectory } from './namespace-directory.ts'
import { keyOf, StreamRegistry } from './stream-registry.ts'

export interface FollowRunParts {
  readonly cluster: ConfiguredCluster
  /** Follow only these; absent or empty: the whole cluster. */
  readonly namespaces: readonly string[]
  readonly project: (resource: WatchedResource, raw: unknown) => ProjectedObject | undefined
  readonly clock: Clock
  readonly log: SourceLog
  readonly tuning: Tuning
}

/** One stream as the table and the configuration want it. */
interface WantedStream {
  readonly resource: WatchedResource
  readonly stream: StreamScope
}

/** One `follow`, from its start to the end of its signal. */
export class FollowRun {
  readonly #parts: FollowRunParts
  readonly #merge = new Merge<SourceMessage>()
  readonly #registry = new StreamRegistry()
  readonly #stopping = new AbortController()
  readonly #cursors: ReadonlyMap<string, StreamCursor>
  readonly #services: ReflectorServices
  readonly #directory: NamespaceDirectory
  readonly #reflectors: readonly Reflector[]
  readonly #running = new Set<Promise<void>>()

  constructor(parts: FollowRunParts, { cursors, clusterUid }: FollowOptions) {
    const { cluster, clock, log, tuning, project } = parts
    const { server, access, name } = cluster
    // Every stream listens to this one signal; that is no leak.
    setMaxListeners(0, this.#stopping.signal)
    this.#parts = parts
    this.#cursors = new Map(cursors.map((cursor) => [keyOf(cursor.stream), cursor]))
    const { signal } = this.#stopping
    const emit = (message: SourceMessage) => this.#merge.send(message)
    const transport = new KubeTransport({ server, access, clock, tuning })
    const identified = (identity: Extract<SourceMessage, { type: 'cluster' }>['identity']) =>
      emit({ type: 'cluster', identity })
    const probe = new ClusterProbe({ transport, name, knownUid: clusterUid, clock, tuning, signal, identified })
    const discovery = new Discovery(transport, signal)
    this.#directory = new NamespaceDirectory({ transport, clock, tuning, signal })
    const slots = new LoadSlots(tuning.concurrentLoads)
    this.#services = { transport, discovery, probe, slots, clock, tuning, log, project, emit }
    this.#reflectors = wantedStreams(parts.namespaces).map((wanted) => this.#reflectorOf(wanted, signal))
  }

  statistics(): readonly StreamStatistics[] {
    return this.#registry.statistics()
  }

  /** Every message of every stream, pulled; ends with the signal, throws only for a fault of ours. */
  async *messages(signal: AbortSignal): AsyncGenerator<SourceMessage> {
    const stop = () => this.#stop(signal.reason)
    if (signal.aborted) return
    signal.addEventListener('abort', stop, { once: true })
    this.#start(this.#run())
    try {
      for (let got = await this.#merge.next(); got !== undefined; got = await this.#merge.next()) yield got.value
    } finally {
      signal.removeEventListener('abort', stop)
      this.#stop(new Error('nobody follows any more'))
      while (this.#running.size > 0) await Promise.all(this.#running)
      await this.#parts.cluster.access.disconnect()
    }
  }

  /** The server first, then every stream; the streams go on by themselves. */
  async #run(): Promise<void> {
    const { name, server } = this.#parts.cluster
    await this.#services.emit({ type: 'cluster', identity: { name, server } })
    await this.#tellAll(`connecting to the API server at ${server}`)
    await this.#connect()
    for (const reflector of this.#reflectors) this.#start(runReflector(reflector))
  }

  /** An unreachable server is no reason to end, not even at the start. */
  async #connect(): Promise<void> {
    const { clock, tuning, log } = this.#parts
    const { signal } = this.#stopping
    const backoff = new Backoff(tuning)
    while (!signal.aborted) {
      try {
        await this.#services.probe.check()
        return await this.#services.discovery.refresh()
      } catch (error) {
        if (signal.aborted) return
        reactionTo(error, 'checking')
        const { message } = error as KubeSourceError
        log.warn({ reason: message }, 'the cluster cannot be reached yet')
        await this.#tellAll(`${message}; retrying`)
        await clock.sleep(backoff.next(error instanceof ApiStatusError ? error.retryAfterMs : undefined), signal)
      }
    }
  }

  async #tellAll(detail: string): Promise<void> {
    for (const reflector of this.#reflectors) await reflector.tellState('waiting', detail)
  }

  #reflectorOf({ resource, stream }: WantedStream, signal: AbortSignal): Reflector {
    const counters = this.#registry.enter(stream)
    const cursor = this.#cursors.get(keyOf(stream))
    const canFallBack = resource.isNamespaced && stream.namespace === undefined
    const grantedNamespaces = canFallBack ? { grantedNamespaces: this.#grantedNamespacesOf(resource) } : {}
    const assignment = { resource, stream, cursor, counters, signal, ...grantedNamespaces }
    return new Reflector(this.#services, assignment, this.#services.probe.epoch)
  }

  #grantedNamespacesOf(resource: WatchedResource): GrantedNamespaces {
    const { transport, discovery, log } = this.#services
    const follow = (namespace: string, signal: AbortSignal) => this.#followNamespace({ resource, namespace, signal })
    const versionOf = () => discovery.versionOf(resource)
    return new GrantedNamespaces({ resource, transport, directory: this.#directory, versionOf, log, follow })
  }

  async #followNamespace({ resource, namespace, signal }: NamespaceToFollow): Promise<void> {
    const stream: StreamScope = { kind: resource.kind, namespace }
    try {
      await runReflector(this.#reflectorOf({ resource, stream }, signal))
    } catch (error) {
      this.#fail(error)
    } finally {
      this.#registry.leave(stream)
    }
  }

  #start(task: Promise<void>): void {
    const tracked: Promise<void> = task
      .catch((error: unknown) => this.#fail(error))
      .finally(() => this.#running.delete(tracked))
    this.#running.add(tracked)
  }

  /** A fault of ours: the consumer learns of it, and nothing goes on half broken. */
  #fail(error: unknown): void {
    if (this.#stopping.signal.aborted) return
    this.#merge.fail(error)
    this.#stopping.abort(error)
  }

  #stop(reason: unknown): void {
    this.#merge.end(reason)
    this.#stopping.abort(reason)
  }
}

interface NamespaceToFollow {
  readonly resource: WatchedResource
  readonly namespace: string
  readonly signal: AbortSignal
}

/** One stream per kind, or per kind and namespace where namespaces are configured; kinds without namespace come either way. */
function wantedStreams(namespaces: readonly string[]): readonly WantedStream[] {
  return WATCHED_RESOURCES.flatMap((resource: WatchedResource): readonly WantedStream[] => {
    const { kind } = resource
    if (namespaces.length === 0 || !resource.isNamespaced) return [{ resource, stream: { kind } }]
    return [...new Set(namespaces)].map((namespace) => ({ resource, stream: { kind, namespace } }))
  })
}
