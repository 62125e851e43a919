import { keyOf, type ObjectKey, type ProjectedObject } from '@portolan/domain'
import type { KnownObjects, Learned, ObjectChange } from './known-objects.ts'

/**
 * A list while its pages arrive.
 *
 * Only a complete list proves anything, so pages are held until `complete`; of an object that is as it was, only its key is.
 */
export class Reconciliation {
  readonly #namespace: string | undefined
  #seen = new Set<ObjectKey>()
  #pages: (readonly ProjectedObject[])[] = []

  constructor(namespace: string | undefined) {
    this.#namespace = namespace
  }

  page(objects: readonly ProjectedObject[], known: KnownObjects): void {
    const changed = objects.filter((projected) => {
      const key = keyOf(projected.object)
      this.#seen.add(key)
      return !known.isUnchanged(key, projected)
    })
    if (changed.length > 0) this.#pages.push(changed)
  }

  /** Objects that exist and could not be understood: they stay as they were known. */
  exist(keys: readonly ObjectKey[]): void {
    for (const key of keys) this.#seen.add(key)
  }

  /**
   * Every difference between the list and what was known: deletions first, so that a key is free before it is taken again.
   * Told one by one, and known when it is told: the list of a large cluster is never there a second time as its changes.
   */
  *complete(known: KnownObjects, resourceVersion: string, learned: Learned): Generator<ObjectChange, void, void> {
    const missing = [...known.keys(this.#namespace)].filter((key) => !this.#seen.has(key))
    this.#seen = new Set()
    for (const key of missing) yield* known.gone(key, resourceVersion, learned)
    this.#pages.reverse()
    for (let page = this.#pages.pop(); page !== undefined; page = this.#pages.pop()) {
      for (const projected of page) yield* known.present(projected, learned)
    }
  }
}
