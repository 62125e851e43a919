import { InvalidWriteError, ObjectAlreadyExistsError, ObjectNotFoundError } from '../errors.ts'
import { type ApiResource, collectionPath, typeMetaOf } from './api-resource.ts'
import { generateName, generateUid, toTimestamp } from './assigned-identity.ts'
import { CollectionSet, type ServedStore, type StoreBackup } from './collection-set.ts'
import { isDueForRemoval, planDeletion } from './graceful-deletion.ts'
import { type ObjectCollection, objectKey } from './object-collection.ts'
import { assertScope, editOf, isContentEqual, isGenerationRaised, withGeneration } from './object-edit.ts'
import type { Named, NewMetadata, NewObject, ObjectMetadata, StoredChange, StoredObject } from './stored-object.ts'
import { deepFreeze } from './structural-sharing.ts'

export interface ObjectStoreOptions {
  /** Epoch ms; decides every timestamp the store writes. */
  clock: () => number
  /** `[0, 1)`; decides uids and generated names. */
  random: () => number
  /** The version before the first write. Default 1, as etcd begins. */
  firstResourceVersion?: number
  /** Changes remembered per resource; older resume versions answer 410. Default 10,000. */
  historyLimit?: number
}

/** Called once per committed change, in the order of commits. May write; what it writes is told afterwards. */
export type ChangeListener<T extends StoredObject = StoredObject> = (change: StoredChange<T>) => void

/** Edits `draft` in place. What is not edited is not written: leaving the draft as it is writes nothing. */
export type Change<T extends StoredObject = StoredObject> = (draft: T) => void

/**
 * The cluster's etcd and the writing half of its API server: all objects, one counter of versions, and a bounded
 * history per resource.
 *
 * Everything handed out is deeply frozen and never changes; hold on to it freely. Writes are synchronous, so a
 * read-modify-write cannot conflict: an object is read by its name, and written by passing it, or anything that names it.
 */
export class ObjectStore implements ServedStore {
  readonly #clock: () => number
  readonly #random: () => number
  readonly #collections: CollectionSet
  readonly #listeners = new Map<string, Set<ChangeListener>>()
  readonly #untold: { path: string; change: StoredChange }[] = []
  #isTelling = false
  #version: number

  constructor(options: ObjectStoreOptions) {
    this.#clock = options.clock
    this.#random = options.random
    this.#version = options.firstResourceVersion ?? 1
    this.#collections = new CollectionSet({ historyLimit: options.historyLimit ?? 10_000, version: this.#version })
  }

  /** The version of the newest write to anything. */
  get currentResourceVersion(): string {
    return String(this.#version)
  }

  /**
   * Add an object: `apiVersion`, `kind`, uid, versions and `creationTimestamp` are assigned, and a name when only
   * `generateName` is given. A status may come with it. The object passed in is frozen: it belongs to the store now.
   *
   * @throws {ObjectAlreadyExistsError} the name is taken
   * @throws {InvalidWriteError} no name, or a namespace where the resource has none (or the reverse)
   */
  create<T extends StoredObject>(resource: ApiResource<T>, object: NewObject<T>): T {
    const { metadata, ...fields } = object as NewObject
    const collection = this.collection(resource)
    const name = metadata.name ?? this.#freeName(collection, metadata)
    assertScope(resource, metadata.namespace, name)
    const key = objectKey({ ...metadata, name })
    if (collection.get(key) !== undefined) {
      throw new ObjectAlreadyExistsError(`${resource.kind} ${key} already exists: update it or create another name`)
    }
    const created: StoredObject = {
      ...typeMetaOf(resource),
      metadata: this.#assignedMetadata(resource, { ...metadata, name }),
      ...fields,
    }
    return this.#commit(collection, 'ADDED', created) as T
  }

  /**
   * Read, modify, write everything but the status. Raises `generation` where the kind has one and a part that counts
   * changed. Identity (name, namespace, uid, creation, versions) stays as it was, whatever the draft says.
   * An object in deletion whose last finalizer goes is removed.
   *
   * @returns the object as it is now; the same reference as before when the edit changed nothing
   * @throws {ObjectNotFoundError} no such object
   * @throws {InvalidWriteError} the edit touched the status of a kind that has a status subresource
   */
  update<T extends StoredObject>(resource: ApiResource<T>, object: Named, change: Change<T>): T {
    const collection = this.collection(resource)
    const current = this.#existing(collection, object)
    const edited = editOf(current, change as Change)
    if (edited === current) return current as T
    if (resource.hasStatus && edited.status !== current.status) {
      throw new InvalidWriteError(
        `${resource.kind} ${objectKey(current.metadata)}: its status is written with updateStatus, not update`,
      )
    }
    const written = withGeneration(edited, isGenerationRaised(resource, current, edited) ? 1 : 0)
    const isLastFinalizerGone = isDueForRemoval(written) && (current.metadata.finalizers ?? []).length > 0
    return this.#commit(collection, isLastFinalizerGone ? 'DELETED' : 'MODIFIED', written) as T
  }

  /**
   * Read, modify, write the status (and, as the API allows, labels and annotations). Never raises `generation`.
   *
   * @returns as `update`
   * @throws {ObjectNotFoundError} no such object
   * @throws {InvalidWriteError} the edit touched anything but status and metadata
   */
  updateStatus<T extends StoredObject>(resource: ApiResource<T>, object: Named, change: Change<T>): T {
    const collection = this.collection(resource)
    const current = this.#existing(collection, object)
    const edited = editOf(current, change as Change)
    if (edited === current) return current as T
    if (!isContentEqual(current, edited)) {
      throw new InvalidWriteError(
        `${resource.kind} ${objectKey(current.metadata)}: only its status can be written with updateStatus`,
      )
    }
    return this.#commit(collection, 'MODIFIED', edited) as T
  }

  /**
   * Ask for a deletion as a client does. A running Pod gets its deadline (`deletionTimestamp`, now + grace) and stays
   * until asked again with 0 or removed; what has finalizers stays until the last is gone; the rest is removed.
   *
   * @param options.gracePeriodSeconds Pods only; by default what the Pod's spec says, or 30
   * @throws {ObjectNotFoundError} no such object
   */
  requestDeletion(resource: ApiResource, object: Named, options: { gracePeriodSeconds?: number } = {}): void {
    const collection = this.collection(resource)
    const current = this.#existing(collection, object)
    const plan = planDeletion(resource, current, { ...options, now: this.#clock() })
    if (plan.deadline !== undefined) {
      const isFirst = current.metadata.deletionTimestamp === undefined
      const marked = editOf(current, (draft) => void Object.assign(draft.metadata, plan.deadline))
      this.#commit(collection, 'MODIFIED', withGeneration(marked, isFirst ? 1 : 0))
    }
    if (plan.isRemoved) this.remove(resource, current)
  }

  /**
   * Remove at once, whatever grace or finalizers say.
   * @throws {ObjectNotFoundError} no such object
   */
  remove(resource: ApiResource, object: Named): void {
    const collection = this.collection(resource)
    this.#commit(collection, 'DELETED', this.#existing(collection, object))
  }

  get<T extends StoredObject>(resource: ApiResource<T>, namespace: string | undefined, name: string): T | undefined {
    return this.collection(resource).get(objectKey({ name, ...(namespace === undefined ? {} : { namespace }) })) as
      | T
      | undefined
  }

  /** In the order of namespace and name; of one namespace, or of all. */
  list<T extends StoredObject>(resource: ApiResource<T>, namespace?: string): readonly T[] {
    const { objects } = this.collection(resource).present()
    const isListed = (object: StoredObject): boolean => object.metadata.namespace === namespace
    return (namespace === undefined ? objects : objects.filter(isListed)) as readonly T[]
  }

  /**
   * Be told of every change of one resource, after it is committed.
   * @returns ends the subscription
   */
  subscribe<T extends StoredObject>(resource: ApiResource<T>, listener: ChangeListener<T>): () => void {
    const path = collectionPath(resource)
    const listeners = this.#listeners.get(path) ?? new Set()
    this.#listeners.set(path, listeners)
    listeners.add(listener as ChangeListener)
    return () => void listeners.delete(listener as ChangeListener)
  }

  /** The objects and the history of one resource, as the serving half reads them. */
  collection(resource: ApiResource): ObjectCollection {
    return this.#collections.of(resource)
  }

  versionOf(): number {
    return this.#version
  }

  compact(): void {
    this.#collections.compact(this.#version, () => this.#version)
  }

  backup(): StoreBackup {
    return this.#collections.backup(this.#version)
  }

  restore(backup: StoreBackup): void {
    this.#collections.restore(backup)
    this.#version = backup.version
  }

  #assignedMetadata(resource: ApiResource, metadata: NewMetadata & { name: string }): ObjectMetadata {
    const { name, generateName, namespace, ...chosen } = metadata
    return {
      name,
      ...(generateName === undefined ? {} : { generateName }),
      ...(namespace === undefined ? {} : { namespace }),
      uid: generateUid(this.#random),
      resourceVersion: '',
      ...(resource.generationAlsoCounts === undefined ? {} : { generation: 1 }),
      creationTimestamp: toTimestamp(this.#clock()),
      ...chosen,
    }
  }

  #freeName(collection: ObjectCollection, metadata: NewMetadata): string {
    if (metadata.generateName === undefined) {
      throw new InvalidWriteError(`${collection.resource.kind} without a name: give metadata.name or generateName`)
    }
    for (;;) {
      const name = generateName(metadata.generateName, this.#random)
      if (collection.get(objectKey({ ...metadata, name })) === undefined) return name
    }
  }

  #existing(collection: ObjectCollection, { metadata }: Named): StoredObject {
    const key = objectKey(metadata)
    const existing = collection.get(key)
    if (existing !== undefined) return existing
    throw new ObjectNotFoundError(`${collection.resource.kind} ${key} does not exist: create it first`)
  }

  #commit(collection: ObjectCollection, type: StoredChange['type'], object: StoredObject): StoredObject {
    const key = objectKey(object.metadata)
    const previous = collection.get(key)
    const version = ++this.#version
    const written = deepFreeze({
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(version) },
    })
    const change: StoredChange = { type, object: written, ...(previous === undefined ? {} : { previous }) }
    collection.append(key, { ...change, version, lines: new Map() })
    this.#tell(collectionPath(collection.resource), change)
    return written
  }

  /** Listeners may write: what they cause waits until all have heard of this. */
  #tell(path: string, change: StoredChange): void {
    this.#untold.push({ path, change })
    if (this.#isTelling) return
    this.#isTelling = true
    try {
      for (let next = this.#untold.shift(); next !== undefined; next = this.#untold.shift()) {
        for (const listener of this.#listeners.get(next.path) ?? []) listener(next.change)
      }
    } finally {
      this.#isTelling = false
    }
  }
}
