import {
  type Change,
  compareResourceVersions,
  differences,
  type Evidence,
  isSignificant,
  keyOf,
  type ObjectKey,
  type ProjectedObject,
  ResourceVersionError,
  timeOf,
  type WatchedKind,
  type WatchedObject,
} from '@portolan/domain'
import type { ComparedObject } from '../ports/cluster-source.ts'

/** An object as the cluster last told it; at least as new as the log. */
interface KnownObject {
  object: WatchedObject
  resourceVersion: string
}

/** A change, with the object on both sides of it; `undefined` where it did not exist. */
export interface ObjectChange {
  readonly change: Change
  readonly before: WatchedObject | undefined
  readonly after: WatchedObject | undefined
}

type ChangeFacts = Pick<Change, 'change' | 'differences' | 'resourceVersion'> & {
  readonly writer?: Change['writer'] | undefined
}

/** How and when a change was learned. Epoch ms. */
export interface Learned {
  readonly evidence: Evidence
  readonly observedAt: number
  readonly observedFrom: number
}

/**
 * What the recorder was told last about every object of one kind, and which changes new tellings amount to.
 *
 * Ahead of the committed snapshot by what waits in the queue. Objects are compared by `uid`, not by name: a new `uid` under a
 * known key is a deletion and a creation.
 */
export class KnownObjects {
  readonly #kind: WatchedKind
  readonly #byKey = new Map<ObjectKey, KnownObject>()

  constructor(kind: WatchedKind) {
    this.#kind = kind
  }

  /** Take over what the log holds. */
  restore(object: WatchedObject, resourceVersion: string): void {
    this.#byKey.set(keyOf(object), { object, resourceVersion })
  }

  get(key: ObjectKey): WatchedObject | undefined {
    return this.#byKey.get(key)?.object
  }

  /** Keys of one namespace, or of the whole cluster. */
  *keys(namespace: string | undefined): Iterable<ObjectKey> {
    for (const [key, known] of this.#byKey) {
      if (namespace === undefined || known.object.metadata.namespace === namespace) yield key
    }
  }

  /** The same object with the same projection; its version is taken over. */
  isUnchanged(key: ObjectKey, { object, resourceVersion }: ProjectedObject): boolean {
    const known = this.#byKey.get(key)
    if (known === undefined || known.object.metadata.uid !== object.metadata.uid) return false
    if (isSignificant(this.#kind, differences(this.#kind, known.object, object))) return false
    known.resourceVersion = resourceVersion
    return true
  }

  /**
   * An object that exists: what is new about it. Nothing, where its projection is as it was, or where a watch tells again what
   * is older than what is known. A list is always newer: only a restored cluster lists older versions (rule B.6).
   */
  present(projected: ProjectedObject, learned: Learned, compared?: ComparedObject): ObjectChange[] {
    const { object, resourceVersion, writer } = projected
    const key = keyOf(object)
    const known = this.#byKey.get(key)
    if (known === undefined) {
      this.#byKey.set(key, { object, resourceVersion })
      return [this.#added(projected, learned)]
    }
    if (known.object.metadata.uid !== object.metadata.uid) {
      const gone = this.gone(key, known.resourceVersion, replaced(learned))
      return [...gone, ...this.present(projected, replaced(learned))]
    }
    if (learned.evidence === 'watched' && isOlder(resourceVersion, known.resourceVersion)) return []
    const found =
      compared?.before === known.object ? compared.differences : differences(this.#kind, known.object, object)
    known.resourceVersion = resourceVersion
    if (!isSignificant(this.#kind, found)) return []
    const before = known.object
    known.object = object
    const facts = { change: 'modified', resourceVersion, writer, differences: found } as const
    return [{ change: changeOf(object, learned, facts), before, after: object }]
  }

  /** An object that exists no more. Nothing, where it was not known. */
  gone(key: ObjectKey, resourceVersion: string, learned: Learned): ObjectChange[] {
    const known = this.#byKey.get(key)
    if (known === undefined) return []
    this.#byKey.delete(key)
    const facts = { change: 'deleted', resourceVersion, differences: [] } as const
    return [{ change: changeOf(known.object, learned, facts), before: known.object, after: undefined }]
  }

  /** A watched deletion: of this very object, not of a namesake that was created since. */
  goneByUid({ object, resourceVersion }: ProjectedObject, learned: Learned): ObjectChange[] {
    const key = keyOf(object)
    if (this.#byKey.get(key)?.object.metadata.uid !== object.metadata.uid) return []
    return this.gone(key, resourceVersion, learned)
  }

  #added({ object, resourceVersion, writer }: ProjectedObject, learned: Learned): ObjectChange {
    const { evidence, observedAt } = learned
    const since = { evidence, observedAt, observedFrom: notBeforeCreation(object, learned) }
    const facts = { change: 'added', resourceVersion, writer, differences: [{ path: '', after: object }] } as const
    return { change: changeOf(object, since, facts), before: undefined, after: object }
  }
}

/**
 * Written member by member, as is everything that is made for every change: an object that is put together by spreading others
 * gets a shape of its own, which weighs more than what it holds and is collected last.
 */
function changeOf(object: WatchedObject, learned: Learned, facts: ChangeFacts): Change {
  const { namespace, name, uid } = object.metadata
  const change: { -readonly [Member in keyof Change]: Change[Member] } = {
    change: facts.change,
    evidence: learned.evidence,
    observedAt: learned.observedAt,
    observedFrom: learned.observedFrom,
    kind: object.kind,
    name,
    uid,
    resourceVersion: facts.resourceVersion,
    differences: facts.differences,
  }
  if (namespace !== undefined) change.namespace = namespace
  if (facts.writer !== undefined) change.writer = facts.writer
  return change
}

/** A list shows the newest of two generations only: what became of the one before is inferred. */
function replaced(learned: Learned): Learned {
  return learned.evidence === 'initial' ? { ...learned, evidence: 'listed' } : learned
}

/** An object that was found by listing was not there before its own `creationTimestamp`. */
function notBeforeCreation(object: WatchedObject, { evidence, observedAt, observedFrom }: Learned): number {
  if (evidence === 'watched') return observedFrom
  const created = timeOf(object.metadata.creationTimestamp).ms
  return Math.min(observedAt, evidence === 'initial' ? created : Math.max(observedFrom, created))
}

/** Versions that cannot be compared are taken in the order of arrival (rule B.2). */
function isOlder(resourceVersion: string, known: string): boolean {
  try {
    return compareResourceVersions(resourceVersion, known) === -1
  } catch (error) {
    if (error instanceof ResourceVersionError) return false
    throw error
  }
}
