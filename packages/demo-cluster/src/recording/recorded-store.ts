import { type ApiResource, typeMetaOf } from '../api-server/api-resource.ts'
import { CollectionSet, type ServedStore, type StoreBackup } from '../api-server/collection-set.ts'
import { type ObjectCollection, objectKey } from '../api-server/object-collection.ts'
import { deepFreeze } from '../api-server/structural-sharing.ts'
import type { RecordedLine, RecordedList } from './read-recording.ts'

/**
 * A cluster as far as its recording has been played. Objects, versions and timestamps are the recorded ones.
 *
 * The recorded watches were not received in the order of versions across resources, so each resource has come as far
 * as its own last line: that is the version its LIST carries, and whoever watches from it misses nothing.
 */
export class RecordedStore implements ServedStore {
  readonly #collections: CollectionSet

  constructor(options: { historyLimit: number }) {
    this.#collections = new CollectionSet({ ...options, version: 0 })
  }

  /** What is there before anybody watches. */
  load({ resource, resourceVersion, items }: RecordedList): void {
    const objects = items.map((item) => deepFreeze({ ...typeMetaOf(resource), ...item }))
    this.collection(resource).reset(objects, Number(resourceVersion))
  }

  /** The next line of a watch. */
  ingest({ resource, type, object }: RecordedLine): void {
    const collection = this.collection(resource)
    const common = { object: deepFreeze(object), version: Number(object.metadata.resourceVersion), lines: new Map() }
    const key = objectKey(object.metadata)
    const previous = collection.get(key)
    if (type === 'BOOKMARK') collection.append(key, { ...common, type })
    else collection.append(key, { ...common, type, ...(previous === undefined ? {} : { previous }) })
  }

  collection(resource: ApiResource): ObjectCollection {
    return this.#collections.of(resource)
  }

  versionOf(resource: ApiResource): number {
    return this.collection(resource).progress
  }

  compact(): void {
    this.#collections.compact(0, (resource) => this.versionOf(resource))
  }

  backup(): StoreBackup {
    return this.#collections.backup(0)
  }

  restore(backup: StoreBackup): void {
    this.#collections.restore(backup)
  }
}
