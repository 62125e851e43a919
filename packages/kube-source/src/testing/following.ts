import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProjectedObject, WatchedResource } from '@portolan/domain'
import type { Clock, ClusterSource, StreamCursor } from '@portolan/pipeline/ports'
import { createClusterSource } from '../create-cluster-source.ts'
import { type ConfiguredCluster, loadCluster } from '../credentials/load-cluster.ts'
import type { Tuning } from '../tuning.ts'
import { Mirror } from './mirror.ts'
import { systemClock } from './system-clock.ts'

/** Every interval short enough for a test, in the same proportions as the defaults. */
export const QUICK: Partial<Tuning> = {
  backoffBaseMs: 10,
  backoffCapMs: 100,
  confirmationMs: 60,
  catchUpMs: 40,
  shortLifeMs: 5,
  reprobeMs: 60,
  rediscoveryMs: 60,
  identityFreshMs: 5,
  initialEventsSilenceMs: 250,
  tooLargeVersionMs: 200,
  maxRetryAfterMs: 50,
  idleAlarmMs: 1_000,
  requestTimeoutMs: 2_000,
}

/** Keeps the whole raw object: tests compare what the server sent. */
export function keepWhole(resource: WatchedResource, raw: unknown): ProjectedObject {
  const object = { ...(raw as object), kind: resource.kind } as unknown as ProjectedObject['object']
  const { resourceVersion } = (raw as { metadata: { resourceVersion: string } }).metadata
  return { object, resourceVersion }
}

/** A server that can say how to reach it. */
export interface ReachableServer {
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
  readonly clusterUid?: string
  readonly kubeconfig?: KubeconfigCredentials
  readonly clock?: Clock
}

/** A source that follows a server into a mirror, until the test ends it. */
export interface Following {
  readonly source: ClusterSource
  readonly mirror: Mirror
  /** Stop pulling, so that everything behind backs up. @returns how to go on */
  hold(): () => void
  /** @throws what `follow` threw */
  end(): Promise<void>
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
  const cluster = await clusterOf(server, options.kubeconfig)
  return followCluster(cluster, options)
}

export function followCluster(cluster: ConfiguredCluster, options: FollowingOptions = {}): Following {
  const { namespaces = [], cursors = [], clusterUid, clock = systemClock } = options
  const tuning = { ...QUICK, ...options.tuning }
  const source = createClusterSource({ cluster, namespaces, project: keepWhole, clock, tuning })
  const mirror = new Mirror()
  const stopping = new AbortController()
  let held: Promise<void> | undefined
  const consume = async () => {
    const wanted = { cursors, signal: stopping.signal, ...(clusterUid !== undefined && { clusterUid }) }
    for await (const message of source.follow(wanted)) {
      mirror.take(message)
      if (held !== undefined) await held
    }
  }
  const done = consume()
  done.catch(() => undefined)
  return {
    source,
    mirror,
    hold: () => {
      let release = (): void => undefined
      held = new Promise((resolve) => {
        release = () => {
          held = undefined
          resolve()
        }
      })
      return release
    },
    end: async () => {
      stopping.abort(new Error('the test is over'))
      await done
    },
  }
}
