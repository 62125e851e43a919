import { type ApiResource, collectionPath } from './api-resource.ts'
import { ObjectCollection } from './object-collection.ts'
import type { StoredObject } from './stored-object.ts'

/** Every object of a store at one moment, to go back to. */
export interface StoreBackup {
  /** The version of the newest write. */
  version: number
  collections: readonly { resource: ApiResource; version: number; objects: readonly StoredObject[] }[]
}

/** What an API server serves from: the store it writes to, or a recording as far as it has been played. */
export interface ServedStore {
  collection(resource: ApiResource): ObjectCollection
  /** The version a LIST of this resource carries now: whoever watches from it misses nothing. */
  versionOf(resource: ApiResource): number
  /** Forget all history, as etcd does every five minutes: older versions answer 410. */
  compact(): void
  backup(): StoreBackup
  /** Go back: objects and versions are those of the backup, history is gone, and nobody is told. */
  restore(backup: StoreBackup): void
}

/** The collections of one store; one begins empty when it is first asked for. */
export class CollectionSet {
  readonly #historyLimit: number
  readonly #collections = new Map<string, ObjectCollection>()
  #floor: number

  /** @param options.version before the first write */
  constructor(options: { historyLimit: number; version: number }) {
    this.#historyLimit = options.historyLimit
    this.#floor = options.version
  }

  of(resource: ApiResource): ObjectCollection {
    const path = collectionPath(resource)
    const known = this.#collections.get(path)
    if (known !== undefined) return known
    const created = new ObjectCollection(resource, { historyLimit: this.#historyLimit, version: this.#floor })
    this.#collections.set(path, created)
    return created
  }

  /** @param version of the newest write to anything */
  compact(version: number, versionOf: (resource: ApiResource) => number): void {
    this.#floor = version
    for (const collection of this.#collections.values()) collection.compact(versionOf(collection.resource))
  }

  backup(version: number): StoreBackup {
    const collections = [...this.#collections.values()].map((collection) => ({
      resource: collection.resource,
      version: collection.progress,
      objects: collection.present().objects,
    }))
    return { version, collections }
  }

  restore(backup: StoreBackup): void {
    this.#floor = backup.version
    const kept = new Map(backup.collections.map((saved) => [collectionPath(saved.resource), saved]))
    for (const [path, collection] of this.#collections) {
      const saved = kept.get(path)
      collection.reset(saved?.objects ?? [], saved?.version ?? backup.version)
    }
  }
}
