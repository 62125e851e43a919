import { assert } from '../assert.ts'
import { type ControllerObject, isController } from '../controllers/controller-traits.ts'
import type { EndpointSlice } from '../kubernetes/endpoint-slice.ts'
import type { KubernetesObject } from '../kubernetes/metadata.ts'
import { keyOf, type ObjectKey, parseObjectKey } from '../kubernetes/object-key.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { ObjectOfKind, WatchedObject } from '../kubernetes/watched-object.ts'
import { applyDifferences } from './apply-differences.ts'
import type { RecordedChange } from './change.ts'
import { LabelIndex } from './label-index.ts'
import { ObjectTable } from './object-table.ts'
import { UidIndex } from './uid-index.ts'
import { type Visibility, VisibilityMap } from './visibility.ts'

/** What one change did to a snapshot. `before` is `undefined` where the object was not there, `after` where it is gone. */
export interface AppliedChange {
  readonly key: ObjectKey
  readonly before: WatchedObject | undefined
  readonly after: WatchedObject | undefined
}

/**
 * All objects at one `seq`, and the questions a topology asks of them.
 *
 * The one fold of the log: live and in the past, in the server, the browser and tests. The objects are immutable; the
 * snapshot moves on with every change. Answers that are lists are sorted by namespace and name, so that equal snapshots
 * answer alike, however they came to be.
 */
export class Snapshot {
  #seq: number
  readonly #objects = new ObjectTable()
  readonly #byUid = new Map<WatchedKind, Map<string, WatchedObject>>()
  #size = 0
  readonly #slices = new UidIndex()
  readonly #podsOnNode = new UidIndex()
  readonly #children = new Map<WatchedKind, UidIndex>()
  readonly #podLabels = new Map<string, LabelIndex>()
  /** By kind and uid. */
  readonly #controllers = new Map<string, ControllerObject>()
  readonly #visibility = new VisibilityMap()

  private constructor(seq: number) {
    this.#seq = seq
  }

  /**
   * @param seq of the change that left the objects so; 0 before the first
   * @param objects in any order
   * @throws {BrokenInvariantError} two objects have one key or one uid
   */
  static of(seq: number, objects: Iterable<KubernetesObject>): Snapshot {
    const snapshot = new Snapshot(seq)
    for (const object of objects) snapshot.#add(object as WatchedObject)
    return snapshot
  }

  /** The change after which the objects are so. */
  get seq(): number {
    return this.#seq
  }

  /** How many objects there are. */
  get size(): number {
    return this.#size
  }

  /**
   * Move on by one change.
   *
   * @throws {BrokenInvariantError} the change is not the next, or does not follow from what is here
   */
  apply(change: RecordedChange): AppliedChange {
    const before = this.find(change.kind, change.namespace, change.name)
    return this.take(change, change.change === 'deleted' ? undefined : objectAfter(before, change))
  }

  /**
   * As `apply`, for whoever has the object at hand that the change leaves; `undefined` where it leaves none. It is held as it
   * is, so that recorder and snapshot hold one object, not two that are equal.
   */
  take(change: RecordedChange, after: WatchedObject | undefined): AppliedChange {
    assert(change.seq === this.#seq + 1, () => `Change ${change.seq} does not follow change ${this.#seq}`)
    const key = keyOf({ kind: change.kind, metadata: change })
    const before = this.find(change.kind, change.namespace, change.name)
    assert(
      before?.metadata.uid === (change.change === 'added' ? undefined : change.uid),
      () =>
        `Change ${change.seq}: ${key} with uid ${change.uid} cannot be ${change.change}, here is ${before?.metadata.uid}`,
    )
    if (after === undefined) this.#remove(before)
    else if (before === undefined) this.#add(after)
    else this.#replace(before, after)
    this.#seq = change.seq
    return { key, before, after }
  }

  /**
   * Stand at another place of the log, before or after this one, from which what is held here differs by these. Changes of
   * what is not held need not be among them.
   *
   * @param steps one after another; `before` is what is here, `after` what is there
   */
  moveTo(seq: number, steps: Iterable<Pick<AppliedChange, 'before' | 'after'>>): void {
    for (const { before, after } of steps) {
      if (after === undefined) this.#remove(before)
      else if (before === undefined) this.#add(after)
      else this.#replace(before, after)
    }
    this.#seq = seq
  }

  get(key: ObjectKey): WatchedObject | undefined {
    const identity = parseObjectKey(key)
    return identity && this.find(identity.kind as WatchedKind, identity.namespace, identity.name)
  }

  /** As `get`, where the parts are at hand. */
  find<Kind extends WatchedKind>(
    kind: Kind,
    namespace: string | undefined,
    name: string,
  ): ObjectOfKind<Kind> | undefined {
    return this.#objects.find(kind, namespace, name)
  }

  /** A uid names one object of its kind; a kind that is not watched has none. */
  byUid<Kind extends WatchedKind>(kind: Kind, uid: string): ObjectOfKind<Kind> | undefined
  byUid(kind: string, uid: string): WatchedObject | undefined
  byUid(kind: string, uid: string): WatchedObject | undefined {
    return this.#byUid.get(kind as WatchedKind)?.get(uid)
  }

  /** Every object of a kind, in no promised order; of one namespace at the cost of that namespace only. */
  ofKind<Kind extends WatchedKind>(kind: Kind, namespace?: string): IterableIterator<ObjectOfKind<Kind>> {
    return this.#objects.ofKind(kind, namespace)
  }

  /** How many objects of a kind there are, in one namespace or in all. */
  count(kind: WatchedKind, namespace?: string): number {
    return namespace === undefined ? (this.#byUid.get(kind)?.size ?? 0) : this.#objects.count(kind, namespace)
  }

  /** Names of all namespaces that exist or hold an object, ascending. */
  namespaces(): readonly string[] {
    return this.#objects.namespaces()
  }

  /** Slices that say by label whose they are, never by name or owner (rule D.4.1). */
  slicesOfService(namespace: string, name: string): readonly EndpointSlice[] {
    return this.#withUids('EndpointSlice', this.#slices.get(`${namespace}/${name}`)).sort(byNamespaceAndName)
  }

  /** Pods of a namespace with every label of the selector; none for an empty or absent selector (rule D.3). */
  podsSelectedBy(namespace: string, selector: Readonly<Record<string, string>> | undefined): readonly Pod[] {
    const labels = this.#podLabels.get(namespace) ?? new LabelIndex()
    this.#podLabels.set(namespace, labels)
    return this.#withUids(
      'Pod',
      labels.matching(selector ?? {}, () => this.ofKind('Pod', namespace)),
    ).sort(byNamespaceAndName)
  }

  podsOnNode(name: string): readonly Pod[] {
    return this.#withUids('Pod', this.#podsOnNode.get(name)).sort(byNamespaceAndName)
  }

  /** Objects whose controller has this uid (rule D.7). */
  childrenOf(uid: string): readonly WatchedObject[] {
    const children: WatchedObject[] = []
    for (const [kind, index] of this.#children) {
      for (const child of index.get(uid)) {
        const object = this.byUid(kind, child)
        if (object !== undefined) children.push(object)
      }
    }
    return children.sort(byNamespaceAndName)
  }

  /** Every Pod and workload that looks like an Ingress controller (rule D.2), in no promised order: few of all objects. */
  ingressControllers(): IterableIterator<ControllerObject> {
    return this.#controllers.values()
  }

  /** @param namespace `undefined` for the whole cluster; what is said of a namespace counts more */
  setVisibility(kind: WatchedKind, namespace: string | undefined, visibility: Visibility): void {
    this.#visibility.set(kind, namespace, visibility)
  }

  /** Forget what was said of any. */
  clearVisibility(): void {
    this.#visibility.clear()
  }

  /** What the absence of an object means; `listing` where nothing was said yet. */
  visibilityOf(kind: WatchedKind, namespace?: string): Visibility {
    return this.#visibility.get(kind, namespace)
  }

  #add(object: WatchedObject): void {
    const { kind, metadata } = object
    assert(!this.find(kind, metadata.namespace, metadata.name), () => `${keyOf(object)} is there twice`)
    assert(!this.byUid(kind, metadata.uid), () => `${keyOf(object)} has the uid of another object, ${metadata.uid}`)
    this.#store(object)
    this.#size++
    this.#index(undefined, object)
  }

  #replace(before: WatchedObject, after: WatchedObject): void {
    this.#store(after)
    this.#index(before, after)
  }

  #remove(object: WatchedObject | undefined): void {
    if (object === undefined) return
    this.#objects.remove(object)
    this.#byUid.get(object.kind)?.delete(object.metadata.uid)
    this.#size--
    this.#index(object, undefined)
  }

  #store(object: WatchedObject): void {
    this.#objects.put(object)
    const uids = this.#byUid.get(object.kind) ?? new Map<string, WatchedObject>()
    uids.set(object.metadata.uid, object)
    this.#byUid.set(object.kind, uids)
  }

  #index(before: WatchedObject | undefined, after: WatchedObject | undefined): void {
    const object = after ?? before
    if (object === undefined) return
    const { kind, metadata } = object
    this.#slices.move(metadata.uid, serviceOf(before), serviceOf(after))
    this.#podsOnNode.move(metadata.uid, nodeOf(before), nodeOf(after))
    const children = this.#children.get(kind) ?? new UidIndex()
    children.move(metadata.uid, controllerOf(before), controllerOf(after))
    this.#children.set(kind, children)
    this.#podLabels.get(metadata.namespace ?? '')?.replace(asPod(before), asPod(after))
    if (after && isController(after)) this.#controllers.set(`${kind} ${metadata.uid}`, after)
    else if (before && isController(before)) this.#controllers.delete(`${kind} ${metadata.uid}`)
  }

  #withUids<Kind extends WatchedKind>(kind: Kind, uids: Iterable<string>): ObjectOfKind<Kind>[] {
    const objects: ObjectOfKind<Kind>[] = []
    for (const uid of uids) {
      const object = this.byUid(kind, uid)
      if (object !== undefined) objects.push(object)
    }
    return objects
  }
}

function objectAfter(before: WatchedObject | undefined, change: RecordedChange): WatchedObject {
  const after = applyDifferences(before, change.differences)
  assert(after, () => `Change ${change.seq} says ${change.change} and leaves no object`)
  return after as WatchedObject
}

function serviceOf(object: WatchedObject | undefined): string | undefined {
  if (object?.kind !== 'EndpointSlice') return undefined
  const name = object.metadata.labels['kubernetes.io/service-name']
  return name === undefined ? undefined : `${object.metadata.namespace}/${name}`
}

function nodeOf(object: WatchedObject | undefined): string | undefined {
  return object?.kind === 'Pod' ? object.spec.nodeName : undefined
}

function controllerOf(object: WatchedObject | undefined): string | undefined {
  return object?.metadata.ownerReferences.find(({ controller }) => controller)?.uid
}

function asPod(object: WatchedObject | undefined): Pod | undefined {
  return object?.kind === 'Pod' ? object : undefined
}

function byNamespaceAndName(a: WatchedObject, b: WatchedObject): number {
  return order(a.metadata.namespace ?? '', b.metadata.namespace ?? '') || order(a.metadata.name, b.metadata.name)
}

function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
