import type { Snapshot } from '../history/snapshot.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { compareText } from '../text-order.ts'
import type { Lookup } from './rule-view.ts'

const NONE: readonly WatchedObject[] = []

/** The objects of one lookup by key. */
export class LookupIndex {
  readonly #lookup: Lookup
  readonly #objects = new Map<string, Map<string, WatchedObject>>()
  readonly #sorted = new Map<string, readonly WatchedObject[]>()

  constructor(lookup: Lookup, snapshot: Snapshot) {
    this.#lookup = lookup
    for (const kind of lookup.kinds) for (const object of snapshot.ofKind(kind)) this.#add(object)
  }

  isAbout(kind: WatchedKind): boolean {
    return this.#lookup.kinds.includes(kind)
  }

  /** Ascending by kind, namespace and name. */
  get(key: string): readonly WatchedObject[] {
    const known = this.#sorted.get(key)
    if (known) return known
    const objects = this.#objects.get(key)
    if (!objects) return NONE
    const sorted = [...objects.values()].sort(byPlace)
    this.#sorted.set(key, sorted)
    return sorted
  }

  count(key: string): number {
    return this.#objects.get(key)?.size ?? 0
  }

  keysOf(object: WatchedObject): Iterable<string> {
    return this.#lookup.keysOf(object)
  }

  replace(before: WatchedObject | undefined, after: WatchedObject | undefined): void {
    if (before) this.#remove(before)
    if (after) this.#add(after)
  }

  #add(object: WatchedObject): void {
    for (const key of this.#lookup.keysOf(object)) {
      this.#sorted.delete(key)
      const objects = this.#objects.get(key)
      if (objects) objects.set(object.metadata.uid, object)
      else this.#objects.set(key, new Map([[object.metadata.uid, object]]))
    }
  }

  #remove(object: WatchedObject): void {
    for (const key of this.#lookup.keysOf(object)) {
      this.#sorted.delete(key)
      const objects = this.#objects.get(key)
      objects?.delete(object.metadata.uid)
      if (objects?.size === 0) this.#objects.delete(key)
    }
  }
}

function byPlace(a: WatchedObject, b: WatchedObject): number {
  return (
    compareText(a.kind, b.kind) ||
    compareText(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
    compareText(a.metadata.name, b.metadata.name)
  )
}
