import { createHash } from 'node:crypto'
import {
  type ApiResource,
  buildLargeCluster,
  type LargeClusterOptions,
  type Random,
  resources,
  seededRandom,
} from '@portolan/demo-cluster'
import {
  type EndpointSlice,
  PodSharing,
  type ProjectedObject,
  projectObject,
  type WatchedObject,
  type WatchedResource,
  watchedResource,
} from '@portolan/domain'
import type { WatchedChange } from '@portolan/pipeline/ports'
import { type ChurnedPods, flipReadiness, replacePod, type Trouble, type Write } from './churn-steps.ts'

/** Endpoints in trouble at one time, each in a slice of its own. */
const CONCURRENT = 32
/** Of ten troubles, seven are a readiness that flips and three a Pod that is replaced. */
const FLIP_SHARE = 0.7

/** Everything that is there of one resource, projected. */
export interface Listed {
  readonly resource: WatchedResource
  readonly objects: readonly ProjectedObject[]
  readonly resourceVersion: string
}

/** The kinds that a large cluster is listed by. */
export const LISTED_RESOURCES: readonly WatchedResource[] = Object.values(resources).flatMap(
  ({ kind }) => watchedResource(kind) ?? [],
)

/** The demo's large cluster as a reader of the API has it in the end: projected. */
export function listLargeCluster(options: LargeClusterOptions): Listed[] {
  const store = buildLargeCluster(options)
  const sharing = new PodSharing()
  return Object.values(resources).flatMap((served) => {
    const resource = watchedResource(served.kind)
    if (resource === undefined) return []
    const objects = store
      .list(served as ApiResource)
      .flatMap((object) => projectObject(resource, object, { fingerprint, sharing }) ?? [])
    return [{ resource, objects, resourceVersion: store.currentResourceVersion }]
  })
}

/** Where churn begins. */
export interface ChurnBeginning {
  readonly objects: readonly WatchedObject[]
  /** The newest version of any of them. */
  readonly resourceVersion: string
  readonly seed: number
}

/**
 * Objects of a cluster, and their churn: nobody writes, sends or reads the API's objects, so that changes come faster than a log
 * can take them.
 */
export class ChurningCluster {
  readonly #slices: readonly string[]
  readonly #state: ChurnedPods
  readonly #random: Random
  readonly #troubles: { readonly slice: string; readonly steps: Trouble }[] = []
  readonly #busy = new Set<string>()
  #version: number

  constructor({ objects, resourceVersion, seed }: ChurnBeginning) {
    const slices = objects.filter((object): object is EndpointSlice => object.kind === 'EndpointSlice')
    this.#random = seededRandom(seed)
    this.#state = {
      pods: new Map(objects.flatMap((object) => (object.kind === 'Pod' ? [[object.metadata.uid, object]] : []))),
      slices: new Map(slices.map((slice) => [slice.metadata.uid, slice])),
      random: this.#random,
      now: '',
    }
    this.#slices = slices.filter(({ endpoints }) => endpoints.length > 0).map(({ metadata }) => metadata.uid)
    this.#version = Number(resourceVersion)
  }

  /**
   * One write of each endpoint in trouble, by kind: what a watch of each would tell at once.
   *
   * @param now epoch ms
   */
  tick(now: number): Map<Write['object']['kind'], WatchedChange[]> {
    const told = new Map<Write['object']['kind'], WatchedChange[]>()
    this.#state.now = `${new Date(now).toISOString().slice(0, 19)}Z`
    for (let free = CONCURRENT - this.#troubles.length; free > 0; free--) this.#begin()
    for (const trouble of [...this.#troubles]) {
      const { value: write, done } = trouble.steps.next()
      if (done) this.#end(trouble)
      else {
        const changes = told.get(write.object.kind) ?? []
        told.set(write.object.kind, changes)
        changes.push(this.#changeOf(write))
      }
    }
    return told
  }

  #changeOf({ type, object }: Write): WatchedChange {
    const manager = object.kind === 'Pod' ? 'kubelet' : 'kube-controller-manager'
    const writer = { manager, operation: 'Update', time: '2026-01-01T00:00:00Z' } as const
    return { type, projected: { object, resourceVersion: String(++this.#version), writer } }
  }

  #begin(): void {
    const slice = this.#slices[Math.floor(this.#random() * this.#slices.length)]
    if (slice === undefined || this.#busy.has(slice)) return
    const trouble = this.#random() < FLIP_SHARE ? flipReadiness : replacePod
    this.#busy.add(slice)
    this.#troubles.push({ slice, steps: trouble(this.#state, slice) })
  }

  #end(trouble: { readonly slice: string }): void {
    this.#troubles.splice(
      this.#troubles.findIndex(({ slice }) => slice === trouble.slice),
      1,
    )
    this.#busy.delete(trouble.slice)
  }
}

const fingerprint = (json: string): string => createHash('sha256').update(json).digest('hex')
