import { isEqualJson } from '../json-value.ts'
import type { Endpoint, EndpointConditions, EndpointSlice, EndpointTarget } from './endpoint-slice.ts'
import type { Pod } from './pod.ts'
import { PodSharing } from './pod-sharing.ts'
import type { WatchedObject } from './watched-object.ts'

/** How many texts are remembered: some megabytes at most. */
const MOST_TEXTS = 50_000

type Writable<T> = { -readonly [Member in keyof T]: T[Member] }

const NO_MEMBERS: Readonly<Record<string, never>> = Object.freeze({})
const NO_ELEMENTS: readonly never[] = Object.freeze([])

/**
 * Lets objects that are alike hold the same parts in memory, so that a very large cluster fits.
 *
 * For objects that were parsed a moment ago: a parser shares nothing, not even what is empty.
 */
export class ObjectSharing {
  readonly #pods = new PodSharing()
  readonly #texts = new Map<string, string>()
  readonly #conditions = new Map<number, EndpointConditions>()
  #ports: EndpointSlice['ports'] = NO_ELEMENTS

  /**
   * Replace parts of an object by equal parts of objects that came before.
   *
   * @param object written to: nobody else may hold it or any part of it yet
   */
  share(object: WatchedObject): void {
    this.#shareMetadata(object.metadata)
    if (object.kind === 'Pod') this.#pods.share(object as Pod)
    else if (object.kind === 'EndpointSlice') this.#shareSlice(object as EndpointSlice)
  }

  #shareMetadata(metadata: Writable<WatchedObject['metadata']>): void {
    if (metadata.namespace !== undefined) metadata.namespace = this.#text(metadata.namespace)
    if (isEmpty(metadata.annotations)) metadata.annotations = NO_MEMBERS
    if (isEmpty(metadata.labels)) metadata.labels = NO_MEMBERS
    if (metadata.ownerReferences.length === 0) metadata.ownerReferences = NO_ELEMENTS
  }

  #shareSlice(slice: Writable<EndpointSlice>): void {
    if (isEqualJson(this.#ports, slice.ports)) slice.ports = this.#ports
    else this.#ports = slice.ports
    for (const endpoint of slice.endpoints) this.#shareEndpoint(endpoint)
  }

  #shareEndpoint(endpoint: Writable<Endpoint>): void {
    endpoint.conditions = this.#sharedConditions(endpoint.conditions)
    if (endpoint.nodeName !== undefined) endpoint.nodeName = this.#text(endpoint.nodeName)
    const target: Writable<EndpointTarget> | undefined = endpoint.targetRef
    if (target?.namespace !== undefined) target.namespace = this.#text(target.namespace)
  }

  /** There are 27 of them. */
  #sharedConditions(own: EndpointConditions): EndpointConditions {
    const place = reported(own.ready) * 9 + reported(own.serving) * 3 + reported(own.terminating)
    const known = this.#conditions.get(place)
    if (known === undefined) this.#conditions.set(place, own)
    return known ?? own
  }

  #text(text: string): string {
    const known = this.#texts.get(text)
    if (known !== undefined) return known
    // Forgetting everything is simple and rare; what is shared already stays shared.
    if (this.#texts.size >= MOST_TEXTS) this.#texts.clear()
    this.#texts.set(text, text)
    return text
  }
}

function isEmpty(members: object): boolean {
  for (const _ in members) return false
  return true
}

function reported(condition: boolean | undefined): 0 | 1 | 2 {
  if (condition === undefined) return 0
  return condition ? 2 : 1
}
