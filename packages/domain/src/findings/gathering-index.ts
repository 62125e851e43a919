import type { Snapshot } from '../history/snapshot.ts'
import { isEqualJson } from '../json-value.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { compareText } from '../text-order.ts'
import type { Gathered, Gathering } from './rule-view.ts'

/** Where something is kept. */
interface Place {
  readonly place: string
  readonly identity: string
}

const NOTHING: readonly unknown[] = []

/**
 * What the objects of each place say, each thing once: as the first object says it, by the order of the kinds, then by key. A
 * change that leaves what the first ones say as it was leaves the place as it was.
 */
export class GatheringIndex {
  readonly #gathering: Gathering<unknown>
  readonly #ranks: ReadonlyMap<string, number>
  /** By place, then by identity, the objects that say so, in order. */
  readonly #places = new Map<string, Map<string, WatchedObject[]>>()
  /** As asked for last, by place. */
  readonly #values = new Map<string, readonly unknown[]>()

  constructor(gathering: Gathering<unknown>) {
    this.#gathering = gathering
    this.#ranks = new Map(gathering.kinds.map((kind, rank) => [kind, rank]))
  }

  isAbout(kind: string): boolean {
    return this.#ranks.has(kind)
  }

  /** Take up everything that is there; may be paused after each object, while changes are told. */
  *fill(snapshot: Snapshot): Generator<void> {
    const { seq } = snapshot
    for (const kind of this.#gathering.kinds) {
      for (const object of [...snapshot.ofKind(kind)]) {
        const isThere = snapshot.seq === seq || snapshot.byUid(kind, object.metadata.uid) === object
        if (isThere) this.replace(undefined, object)
        yield
      }
    }
  }

  /** In the order of the objects that stand for the others. */
  get(place: string): readonly unknown[] {
    const known = this.#values.get(place)
    if (known) return known
    const first = [...(this.#places.get(place)?.values() ?? [])].flatMap(([object]) => object ?? [])
    if (first.length === 0) return NOTHING
    const values = first.sort((a, b) => this.#compare(a, b)).map((object) => this.#gathering.tell(object)?.value)
    this.#values.set(place, values)
    return values
  }

  /**
   * One object came, changed or went.
   *
   * @returns the places of which something else is told now
   */
  replace(before: WatchedObject | undefined, after: WatchedObject | undefined): ReadonlySet<string> {
    const [old, next] = [before, after].map((object) => object && this.#gathering.tell(object))
    const altered = new Set<string>()
    const isThere = old && next && old.place === next.place && old.identity === next.identity
    if (before && old && !isThere && this.#remove(before, old)) altered.add(old.place)
    if (after && next && this.#put(after, next) && !isToldAgain(old, next)) altered.add(next.place)
    for (const place of altered) this.#values.delete(place)
    return altered
  }

  /** @returns whether it is the first now */
  #put(object: WatchedObject, { place, identity }: Place): boolean {
    const identities = this.#places.get(place) ?? new Map<string, WatchedObject[]>()
    const objects = identities.get(identity) ?? []
    const index = this.#placeIn(objects, object)
    objects.splice(index, this.#isAt(objects, index, object) ? 1 : 0, object)
    this.#places.set(place, identities.set(identity, objects))
    return index === 0
  }

  /** @returns whether it was the first */
  #remove(object: WatchedObject, { place, identity }: Place): boolean {
    const identities = this.#places.get(place)
    const objects = identities?.get(identity)
    if (!identities || !objects) return false
    const index = this.#placeIn(objects, object)
    if (!this.#isAt(objects, index, object)) return false
    objects.splice(index, 1)
    if (objects.length === 0) identities.delete(identity)
    if (identities.size === 0) this.#places.delete(place)
    return index === 0
  }

  /** Where it is, or would be. */
  #placeIn(objects: readonly WatchedObject[], object: WatchedObject): number {
    let from = 0
    let to = objects.length
    while (from < to) {
      const middle = (from + to) >> 1
      if (this.#compare(objects[middle] as WatchedObject, object) < 0) from = middle + 1
      else to = middle
    }
    return from
  }

  #isAt(objects: readonly WatchedObject[], index: number, object: WatchedObject): boolean {
    const found = objects[index]
    return found !== undefined && this.#compare(found, object) === 0
  }

  #compare(a: WatchedObject, b: WatchedObject): number {
    return (this.#ranks.get(a.kind) ?? 0) - (this.#ranks.get(b.kind) ?? 0) || compareText(keyOf(a), keyOf(b))
  }
}

/** Whether a new version of an object says what the one before said. */
function isToldAgain(old: Gathered<unknown> | undefined, next: Gathered<unknown>): boolean {
  return old?.place === next.place && old.identity === next.identity && isEqualJson(old.value, next.value)
}
