import { assert } from '../assert.ts'
import type { RecordedChange } from '../history/change.ts'
import type { Gap } from '../history/gap.ts'
import { isEqualJson } from '../json-value.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { RolloutFold } from '../rollouts/rollout-fold.ts'
import type { Rollout } from '../rollouts/rollout-types.ts'
import { aDeletion, aModification, anAddition, aSnapshot, type ChangeOptions } from './changes.ts'
import { aPod } from './pods.ts'
import type { Owner } from './raw-objects.ts'
import { anEndpointSlice, type EndpointOptions } from './services.ts'

/** An endpoint of a Pod in one of the slices of Service `web`. */
interface StagedEndpoint extends EndpointOptions {
  readonly pod: Pod
  readonly slice: string
}

/**
 * A log of Service `web` and its Pods, played scene by scene and folded into rollouts. Each change is told to two folds, of
 * which one is thrown away and restored all the time; they must agree.
 */
export class RolloutStage {
  readonly #snapshot = aSnapshot()
  readonly #rollouts = new Map<string, Rollout>()
  readonly #endpoints = new Map<string, StagedEndpoint>()
  readonly #openGaps: Gap[] = []
  readonly #fold = new RolloutFold(this.#snapshot)
  #restored = this.#fold
  #when: ChangeOptions & { readonly observedAt: number } = { observedAt: 0 }
  #sliceAnnotations: Readonly<Record<string, string>> = {}
  /** Everything that was told, from `seq` 1 on. */
  readonly log: RecordedChange[] = []
  /** How often a rollout was handed out as news. */
  newsCount = 0

  /** Each rollout as it is now, in the order of requests. */
  get rollouts(): readonly Rollout[] {
    for (const rollout of this.#fold.rollouts()) this.#rollouts.set(rollout.id, rollout)
    return [...this.#rollouts.values()]
  }

  /** The only one. */
  get rollout(): Rollout {
    const [only, ...others] = this.rollouts
    assert(only && others.length === 0, () => `one rollout is expected, not ${this.rollouts.length}`)
    return only
  }

  /** What is told next is told live, now. */
  at(ms: number): this {
    this.#when = { observedAt: ms }
    return this
  }

  /** What is told next is told now, by a list, and may have happened since `observedFrom`. */
  listedAt(ms: number, observedFrom: number): this {
    this.#when = { observedAt: ms, observedFrom, evidence: 'listed' }
    return this
  }

  /** What is told next is told now, by a watch that was away since `observedFrom` and resumed. */
  resumedAt(ms: number, observedFrom: number): this {
    this.#when = { observedAt: ms, observedFrom }
    return this
  }

  /** These objects are there now, each as it is given. */
  tell(...objects: readonly WatchedObject[]): this {
    for (const object of objects) {
      const before = this.#snapshot.get(keyOf(object))
      if (before && before.metadata.uid !== object.metadata.uid) this.remove(before)
      const seq = this.#snapshot.seq + 1
      const isHere = before?.metadata.uid === object.metadata.uid
      this.#apply(isHere ? aModification(seq, [before, object], this.#when) : anAddition(seq, object, this.#when))
    }
    return this
  }

  remove(...objects: readonly WatchedObject[]): this {
    for (const object of objects) this.#apply(aDeletion(this.#snapshot.seq + 1, object, this.#when))
    return this
  }

  /** A gap opened, or the same one ended. */
  gap(gap: Gap): this {
    this.#openGaps.splice(0, this.#openGaps.length, ...this.#openGaps.filter(({ kind }) => kind !== gap.kind))
    if (gap.to === undefined) this.#openGaps.push(gap)
    this.#keep(this.#fold.noteGap(gap), this.#restored.noteGap(gap))
    return this
  }

  /** A Pod of `owner` is made; it has an address and an endpoint at once. */
  podComes(name: string, owner: Owner, { uid = `pod-${name}` } = {}): this {
    const kind = owner.kind === 'ReplicaSet' ? 'pod-template-hash' : 'controller-revision-hash'
    const revision = 'labels' in owner.metadata ? (owner.metadata.labels as Record<string, string>)[kind] : undefined
    const labels = { app: 'web', ...(revision !== undefined && { [kind]: revision }) }
    return this.#stagePod(aPod(name, { uid, owner, labels, ip: '10.0.0.1', isReady: false }), { ready: false })
  }

  /** @param lagMs how much later its slice is told */
  podReady(name: string, { lagMs = 0 } = {}): this {
    return this.#stagePod(this.#changed(name, { isReady: true }), { ready: true }, lagMs)
  }

  podUnready(name: string): this {
    return this.#stagePod(this.#changed(name, { isReady: false }), { ready: false })
  }

  /** Its deletion is requested. @param isServing whether it serves until it is gone */
  podLeaves(name: string, { isServing = true } = {}): this {
    const pod = this.#changed(name, { isReady: isServing, deletionTimestamp: '2026-01-01T00:01:00Z' })
    return this.#stagePod(pod, { ready: false, serving: isServing, terminating: true })
  }

  podGone(name: string): this {
    const { pod, slice } = this.#endpoint(name)
    this.#endpoints.delete(name)
    return this.#tellSlice(slice).remove(pod)
  }

  /** Slices claim from now on that this (RFC 3339) is when what changed them happened. */
  triggerTime(time: string): this {
    this.#sliceAnnotations = { 'endpoints.kubernetes.io/last-change-trigger-time': time }
    return this
  }

  /** Every endpoint goes, with the slices. */
  slicesGo(): this {
    const slices = new Set([...this.#endpoints.values()].map(({ slice }) => slice))
    this.#endpoints.clear()
    for (const slice of slices) this.remove(anEndpointSlice(slice, { service: 'web' }))
    return this
  }

  /** Its endpoint is written into another slice, and only then taken from the one it was in. */
  endpointMoves(name: string, slice: string): this {
    const endpoint = this.#endpoint(name)
    this.#endpoints.set(`${name} twice`, { ...endpoint, slice })
    this.#tellSlice(slice)
    this.#endpoints.delete(`${name} twice`)
    this.#endpoints.set(name, { ...endpoint, slice })
    return this.#tellSlice(endpoint.slice)
  }

  #apply(change: RecordedChange): void {
    this.log.push(change)
    const applied = this.#snapshot.apply(change)
    this.#keep(this.#fold.apply(change, applied), this.#restored.apply(change, applied))
  }

  #keep(told: readonly Rollout[], toldByRestored: readonly Rollout[]): void {
    assert(isEqualJson(told, toldByRestored), 'a restored fold tells the same')
    assert(isEqualJson(this.#fold.rollouts(), this.#restored.rollouts()), 'a restored fold knows the same')
    this.newsCount += told.length
    for (const rollout of told) this.#rollouts.set(rollout.id, rollout)
    const memory = JSON.parse(JSON.stringify(this.#restored.open()))
    this.#restored = RolloutFold.restore(memory, this.#snapshot, this.#openGaps)
  }

  #endpoint(name: string): StagedEndpoint {
    const endpoint = this.#endpoints.get(name)
    assert(endpoint, () => `Pod ${name} is not on the stage`)
    return endpoint
  }

  #changed(name: string, options: { readonly isReady: boolean; readonly deletionTimestamp?: string }): Pod {
    const { name: _, ownerReferences, uid, labels } = this.#endpoint(name).pod.metadata
    const [{ kind, name: ownerName, uid: ownerUid } = { kind: '', name: '', uid: '' }] = ownerReferences
    const owner = { kind, metadata: { name: ownerName, uid: ownerUid } }
    return aPod(name, { uid, owner, labels, ip: '10.0.0.1', ...options })
  }

  #stagePod(pod: Pod, conditions: EndpointOptions, lagMs = 0): this {
    const { name } = pod.metadata
    const slice = this.#endpoints.get(name)?.slice ?? 'web-1'
    this.#endpoints.set(name, { pod, slice, ...conditions })
    this.tell(pod)
    this.#when = { ...this.#when, observedAt: this.#when.observedAt + lagMs }
    return this.#tellSlice(slice)
  }

  #tellSlice(name: string): this {
    const endpoints = [...this.#endpoints.values()].filter(({ slice }) => slice === name)
    return this.tell(anEndpointSlice(name, { service: 'web', endpoints, annotations: this.#sliceAnnotations }))
  }
}
