import type { ApiResource } from '../../api-server/api-resource.ts'
import { apiVersionOf } from '../../api-server/api-resource.ts'
import { toTimestamp } from '../../api-server/assigned-identity.ts'
import type { ObjectStore } from '../../api-server/object-store.ts'
import type { Named, NewObject, StoredObject } from '../../api-server/stored-object.ts'
import { changedFields, type FieldSet, fieldsOf, type ManagedFieldsEntry, unionOf, without } from './field-ownership.ts'

/** Edits `draft` in place. What is left as it is writes nothing. */
export type Edit<T> = (draft: T) => void

export interface WriterOptions {
  store: ObjectStore
  /** Epoch ms. */
  now: () => number
  /** How this client signs: `kube-controller-manager`, `kubelet`, `kubectl-set`. */
  manager: string
}

interface Write<T extends StoredObject> {
  resource: ApiResource<T>
  object: Named
  edit: Edit<T>
  subresource?: 'status' | 'scale'
}

/**
 * One client of the API server: writes objects and signs each field it changes in `metadata.managedFields`,
 * as the server does for it. Source: sigs.k8s.io/structured-merge-diff, operation `Update`.
 */
export class Writer {
  readonly #store: ObjectStore
  readonly #now: () => number
  readonly #manager: string

  constructor(options: WriterOptions) {
    this.#store = options.store
    this.#now = options.now
    this.#manager = options.manager
  }

  create<T extends StoredObject>(resource: ApiResource<T>, object: NewObject<T>): T {
    const { metadata, status, ...content } = object as NewObject
    const owned = fieldsOf({ metadata: { ...metadata, name: undefined, namespace: undefined }, ...content }, '')
    const managedFields = [this.#entry(apiVersionOf(resource), owned)]
    return this.#store.create(resource, { ...object, metadata: { ...metadata, managedFields } })
  }

  update<T extends StoredObject>(resource: ApiResource<T>, object: Named, edit: Edit<T>): T {
    return this.#store.update(resource, object, this.#signed({ resource, object, edit }))
  }

  updateStatus<T extends StoredObject>(resource: ApiResource<T>, object: Named, edit: Edit<T>): T {
    return this.#store.updateStatus(resource, object, this.#signed({ resource, object, edit, subresource: 'status' }))
  }

  /** Write `spec.replicas` through the `scale` subresource, as `kubectl scale` and autoscalers do. */
  scale<T extends StoredObject>(resource: ApiResource<T>, object: Named, replicas: number): T {
    const edit = (draft: T): void => {
      if (draft.spec !== undefined) draft.spec.replicas = replicas
    }
    return this.#store.update(resource, object, this.#signed({ resource, object, edit, subresource: 'scale' }))
  }

  /** Ask for a deletion; with the grace the object states unless another is given. */
  requestDeletion(resource: ApiResource, object: Named, gracePeriodSeconds?: number): void {
    this.#store.requestDeletion(resource, object, gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds })
  }

  /** The edit, followed by the signature of whatever it changed. */
  #signed<T extends StoredObject>({ resource, object, edit, subresource }: Write<T>): Edit<T> {
    const { namespace, name } = object.metadata
    return (draft) => {
      const before = this.#store.get(resource, namespace, name)
      edit(draft)
      const changed = changedFields(before, draft)
      if (changed === undefined) return
      draft.metadata.managedFields = this.#ownersAfter(draft, changed, subresource)
    }
  }

  #ownersAfter(object: StoredObject, changed: FieldSet, subresource: string | undefined): ManagedFieldsEntry[] {
    const entries = (object.metadata.managedFields ?? []) as ManagedFieldsEntry[]
    const isOurs = (entry: ManagedFieldsEntry): boolean =>
      entry.manager === this.#manager && entry.subresource === subresource
    const others = entries
      .filter((entry) => !isOurs(entry))
      .map((entry) => ({ ...entry, fieldsV1: without(entry.fieldsV1, changed) }))
      .filter((entry) => Object.keys(entry.fieldsV1).length > 0)
    const ours = unionOf(entries.find(isOurs)?.fieldsV1 ?? {}, changed)
    return [...others, this.#entry(object.apiVersion, ours, subresource)]
  }

  #entry(apiVersion: string, fieldsV1: FieldSet, subresource?: string): ManagedFieldsEntry {
    return {
      manager: this.#manager,
      operation: 'Update',
      apiVersion,
      time: toTimestamp(this.#now()),
      fieldsType: 'FieldsV1',
      fieldsV1,
      ...(subresource === undefined ? {} : { subresource }),
    }
  }
}
