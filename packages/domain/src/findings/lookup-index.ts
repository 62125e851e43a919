import type { Snapshot } from '../history/snapshot.ts'
import { type WatchedKind, watchedResource } from '../kubernetes/resources.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { compareText } from '../text-order.ts'
import type { Lookup } from './rule-view.ts'

const NONE: readonly WatchedObject[] = []

/** The objects of one lookup by key, each list in ascending order by kind, namespace and name. */
export class LookupIndex {
  readonly #lookup: Lookup
  readonly #objects = new Map<string, WatchedObject[]>()

  constructor(lookup: Lookup) {
    this.#lookup = lookup
  }

  /** Take up everything that is there; may be paused after each object, while changes are told. */
  *fill(snapshot: Snapshot): Generator<void> {
    const { seq } = snapshot
    for (const kind of this.#lookup.kinds) {
      for (const namespace of watchedResource(kind)?.isNamespaced ? snapshot.namespaces() : [undefined]) {
        // In their order nearly all of them are put at the end of their lists.
        for (const object of [...snapshot.ofKind(kind, namespace)].sort(byName)) {
          const isThere = snapshot.seq === seq || snapshot.byUid(kind, object.metadata.uid) === object
          if (isThere) for (const key of this.#lookup.keysOf(object)) this.#put(key, object)
          yield
        }
      }
    }
  }

  isAbout(kind: WatchedKind): boolean {
    return this.#lookup.kinds.includes(kind)
  }

  /** The list moves on with the changes: whoever keeps it must copy it. */
  get(key: string): readonly WatchedObject[] {
    return this.#objects.get(key) ?? NONE
  }

  count(key: string): number {
    return this.#objects.get(key)?.length ?? 0
  }

  keysOf(object: WatchedObject): Iterable<string> {
    return this.#lookup.keysOf(object)
  }

  /** One object came, changed or went. */
  replace(before: WatchedObject | undefined, after: WatchedObject | undefined): void {
    if (before) for (const key of this.#lookup.keysOf(before)) this.#remove(key, before)
    if (after) for (const key of this.#lookup.keysOf(after)) this.#put(key, after)
  }

  #put(key: string, object: WatchedObject): void {
    const objects = this.#listOf(key)
    const index = placeIn(objects, object)
    objects.splice(index, isAt(objects, index, object) ? 1 : 0, object)
  }

  #remove(key: string, object: WatchedObject): void {
    const objects = this.#objects.get(key)
    if (!objects) return
    const index = placeIn(objects, object)
    if (isAt(objects, index, object)) objects.splice(index, 1)
    if (objects.length === 0) this.#objects.delete(key)
  }

  #listOf(key: string): WatchedObject[] {
    const objects = this.#objects.get(key) ?? []
    if (objects.length === 0) this.#objects.set(key, objects)
    return objects
  }
}

/** Where an object is, or would be, in a sorted list. */
function placeIn(objects: readonly WatchedObject[], object: WatchedObject): number {
  const last = objects.at(-1)
  if (last === undefined || byPlace(last, object) < 0) return objects.length
  let from = 0
  let to = objects.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (byPlace(objects[middle] as WatchedObject, object) < 0) from = middle + 1
    else to = middle
  }
  return from
}

function isAt(objects: readonly WatchedObject[], index: number, object: WatchedObject): boolean {
  const found = objects[index]
  return found !== undefined && byPlace(found, object) === 0
}

/** Of objects of one kind and namespace. */
function byName({ metadata: a }: WatchedObject, { metadata: b }: WatchedObject): number {
  return compareText(a.name, b.name)
}

function byPlace(a: WatchedObject, b: WatchedObject): number {
  return (
    compareText(a.kind, b.kind) ||
    compareText(a.metadata.namespace ?? '', b.metadata.namespace ?? '') ||
    compareText(a.metadata.name, b.metadata.name)
  )
}
