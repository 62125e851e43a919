import type { SnapshotReader } from '../history/snapshot-reader.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { ObjectOfKind } from '../kubernetes/watched-object.ts'
import type { RuleHistory } from './rule-history.ts'

/**
 * A way to find objects by what they say: `INGRESSES_OF_HOST`. Kept as an index from the first question on.
 */
export interface Lookup<Kind extends WatchedKind = WatchedKind> {
  /** Unique among all lookups. */
  readonly name: string
  readonly kinds: readonly Kind[]
  /** What the object is found by; repetitions do no harm. */
  keysOf(object: ObjectOfKind<Kind>): Iterable<string>
}

/** What one object says, and where. */
export interface Gathered<Value> {
  readonly place: string
  /** Objects of one place and identity say alike. */
  readonly identity: string
  /** JSON. */
  readonly value: Value
}

/**
 * What the objects of a place say of themselves, where many say alike: each thing is told once, by the first object that says
 * it. Kept from the first question on; who asked is evaluated again only where something else is told.
 */
export interface Gathering<Value, Kind extends WatchedKind = WatchedKind> {
  /** Unique among all gatherings. */
  readonly name: string
  /** Objects of earlier kinds stand for those of later ones. */
  readonly kinds: readonly Kind[]
  /** Objects of one place and identity say alike; the value, JSON, is that of the first. `undefined`: it says nothing. */
  tell(
    object: ObjectOfKind<Kind>,
  ): { readonly place: string; readonly identity: string; readonly value: Value } | undefined
}

/**
 * Something that many subjects need and that costs more than a look: computed once, and again when what it read changed.
 * Only where its value is then another are those evaluated again that asked for it.
 */
export interface Derivation<Value> {
  /** Unique among all derivations. */
  readonly name: string
  /** A JSON value. */
  compute(key: string, view: RuleView): Value
}

/**
 * What rules read: a snapshot that remembers who asked what, with indexes that only rules need.
 *
 * Prefer the narrowest question: `ofKind` depends on every object of its scope.
 */
export interface RuleView extends SnapshotReader {
  /** Objects found by a key, ascending by namespace and name. */
  lookup<Kind extends WatchedKind>(lookup: Lookup<Kind>, key: string): readonly ObjectOfKind<Kind>[]
  /** Objects found by whichever of the keys finds fewest; for conditions that all must hold. Empty for no keys. */
  narrowest<Kind extends WatchedKind>(lookup: Lookup<Kind>, keys: readonly string[]): readonly ObjectOfKind<Kind>[]
  /** What is told of a place, in the order of the objects that say it first. */
  gathered<Value, Kind extends WatchedKind>(gathering: Gathering<Value, Kind>, place: string): readonly Value[]
  derive<Value>(derivation: Derivation<Value>, key: string): Value
  /** Of which members a rule may use those it declares. Ask for an object's past only together with the object. */
  readonly history: RuleHistory
}
