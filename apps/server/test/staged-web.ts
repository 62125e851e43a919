import type { Pod, WatchedObject } from '@portolan/domain'
import {
  anEndpointSlice,
  aPod,
  type EndpointOptions,
  theDeployment,
  theReplicaSet,
  theService,
  type WebOptions,
} from '@portolan/domain/testing'

/** Where objects come, change and go. */
export interface Stage {
  putInitially(...objects: readonly WatchedObject[]): void
  put(...objects: readonly WatchedObject[]): void
  remove(...objects: readonly WatchedObject[]): void
}

/** Deployment `web` of namespace `default`, its Pods and its Service, played step by step. */
export class StagedWeb {
  readonly #stage: Stage
  readonly #endpoints = new Map<string, EndpointOptions & { readonly pod: Pod }>()

  /** Version 1 runs in these Pods. */
  constructor(stage: Stage, pods: readonly string[]) {
    this.#stage = stage
    const replicas = pods.length
    stage.putInitially(theService(), theDeployment({ replicas }), theReplicaSet(1, { replicas }))
    for (const pod of pods) this.ready(pod, 1)
  }

  /** Another template is applied, and the controller makes its ReplicaSet. */
  request(version: number, options: WebOptions = {}): this {
    this.#stage.put(theDeployment({ version, observed: version - 1, ...options }))
    this.#stage.put(theReplicaSet(version, { replicas: 1 }), theDeployment({ version, updated: 0, ...options }))
    return this
  }

  /** A Pod of a version is there, Ready and in the slice. */
  ready(name: string, version: number): this {
    return this.#put(aPod(name, { ...podOf(name, version), isReady: true }), {
      ready: true,
      serving: true,
      terminating: false,
    })
  }

  /** It is being deleted, and does not serve any more. */
  leaves(name: string, version: number): this {
    const pod = aPod(name, { ...podOf(name, version), isReady: false, deletionTimestamp: '2026-01-01T00:01:00Z' })
    return this.#put(pod, { ready: false, serving: false, terminating: true })
  }

  gone(name: string): this {
    const endpoint = this.#endpoints.get(name)
    this.#endpoints.delete(name)
    this.#stage.put(this.#slice())
    if (endpoint) this.#stage.remove(endpoint.pod)
    return this
  }

  /** The controller says so. */
  complete(version: number, options: WebOptions = {}): this {
    this.#stage.put(theDeployment({ version, ...options }))
    return this
  }

  #put(pod: Pod, conditions: EndpointOptions): this {
    this.#endpoints.set(pod.metadata.name, { pod, ...conditions })
    this.#stage.put(pod, this.#slice())
    return this
  }

  #slice() {
    return anEndpointSlice('web-1', { service: 'web', endpoints: [...this.#endpoints.values()] })
  }
}

function podOf(name: string, version: number) {
  const labels = { app: 'web', 'pod-template-hash': `v${version}` }
  return { uid: `pod-${name}`, owner: theReplicaSet(version), labels, ip: '10.0.0.1' }
}
