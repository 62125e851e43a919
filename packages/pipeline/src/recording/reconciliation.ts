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
  #pages: ProjectedObject[] = []

  constructor(namespace: string | undefined) {
    this.#namespace = namespace
  }

  page(objects: readonly ProjectedObject[], known: KnownObjects): void {
    for (const projected of objects) {
      const key = keyOf(projected.object)
      this.#seen.add(key)
      if (!known.isUnchanged(key, projected)) this.#pages.push(projected)
    }
  }

  /** Every difference between the list and what was known: deletions first, so that a key is free before it is taken again. */
  complete(known: KnownObjects, resourceVersion: string, learned: Learned): ObjectChange[] {
    const changes: ObjectChange[] = []
    const missing = [...known.keys(this.#namespace)].filter((key) => !this.#seen.has(key))
    for (const key of missing) changes.push(...known.gone(key, resourceVersion, learned))
    for (const projected of this.#pages) changes.push(...known.present(projected, learned))
    this.#seen = new Set()
    this.#pages = []
    return changes
  }
}
