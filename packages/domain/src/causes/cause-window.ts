import type { RecordedChange } from '../history/change.ts'
import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import { isEqualJson } from '../json-value.ts'
import type { EndpointSlice } from '../kubernetes/endpoint-slice.ts'
import type { KubernetesEvent } from '../kubernetes/kubernetes-event.ts'
import { type ObjectKey, objectKey } from '../kubernetes/object-key.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { ObjectOfKind, WatchedObject } from '../kubernetes/watched-object.ts'
import { CAUSE_WINDOW } from './cause-types.ts'
import { ObjectTrail, type ObjectVersion } from './object-trail.ts'

/** More versions than these are not remembered: the oldest go first, and what they prove is missing then. */
const MAX_VERSIONS = 100_000

/** A version with the name by which it is found. */
interface KeyedVersion extends ObjectVersion {
  readonly key: string
}

/**
 * The part of the log that causes are proven by: what changed in the last 75 seconds, with the objects as they are now. Told
 * change by change; a transition is attributed best when 15 seconds have passed since (`CAUSE_WINDOW`), and less is known
 * before. Holds references to versions of objects, never more than 100,000.
 */
export class CauseWindow {
  #snapshot: Snapshot
  /** Oldest first, from `#first` on. */
  #queue: KeyedVersion[] = []
  #first = 0
  readonly #versions = new Map<string, KeyedVersion[]>()
  /** Of a controller, as they are since the newest change: many transitions ask for the same. */
  readonly #podsHere = new Map<string, readonly Pod[]>()
  #forgottenUpTo = Number.NEGATIVE_INFINITY
  #now = Number.NEGATIVE_INFINITY

  /** @param snapshot moved on by the caller: at each call it is as the change at hand leaves it */
  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot
  }

  get snapshot(): Snapshot {
    return this.#snapshot
  }

  /** From here on another snapshot is followed, which holds the same objects now. */
  settleOn(snapshot: Snapshot): void {
    this.#snapshot = snapshot
  }

  /** Epoch ms, our clock: of the newest change. */
  get now(): number {
    return this.#now
  }

  /** Take the next change of the log, and forget what is too old; see `take` and `forget`. */
  apply(change: RecordedChange, applied: AppliedChange): void {
    this.take(change, applied)
    this.forget()
  }

  /** Take the next change of the log; those that prove nothing are not kept. What is due by it can still be attributed. */
  take(change: RecordedChange, applied: AppliedChange): void {
    this.#now = Math.max(this.#now, change.observedAt)
    this.#podsHere.clear()
    if (isNews(change) && isProof(applied)) this.#remember(change, applied)
  }

  /** Forget what proves nothing of a transition that is not 15 seconds old yet. */
  forget(): void {
    const horizon = this.#now - CAUSE_WINDOW.beforeMs - CAUSE_WINDOW.afterMs
    for (let oldest = this.#queue[this.#first]; oldest; oldest = this.#queue[this.#first]) {
      const isTooMany = this.#queue.length - this.#first > MAX_VERSIONS
      if (oldest.at >= horizon && !isTooMany) break
      if (isTooMany) this.#forgottenUpTo = oldest.at
      this.#forgetOldest(oldest)
    }
  }

  /** Versions were forgotten that were told after this moment (epoch ms). */
  isCutAfter(at: number): boolean {
    return this.#forgottenUpTo >= at
  }

  /** What became of an object around a moment (epoch ms). */
  trail<Kind extends WatchedKind>(
    kind: Kind,
    { namespace, name }: { readonly namespace: string | undefined; readonly name: string },
    at: number,
  ): ObjectTrail<ObjectOfKind<Kind>> {
    const versions = this.#around(objectKey(kind, namespace, name), at) as ObjectVersion<ObjectOfKind<Kind>>[]
    return new ObjectTrail(versions, this.snapshot.find(kind, namespace, name), at)
  }

  /** What became of an object around a moment, by its uid: a name may have been given to another since. */
  trailOf<Kind extends WatchedKind>(kind: Kind, uid: string, at: number): ObjectTrail<ObjectOfKind<Kind>> {
    const versions = this.#around(uidKey(kind, uid), at) as ObjectVersion<ObjectOfKind<Kind>>[]
    return new ObjectTrail(versions, this.snapshot.byUid(kind, uid), at)
  }

  /** Events about an object that were told around a moment, oldest first. */
  eventsAbout(uid: string, at: number): ObjectVersion<KubernetesEvent>[] {
    return this.#around(eventKey(uid), at) as ObjectVersion<KubernetesEvent>[]
  }

  /** Pods of a controller that are there, or were deleted around a moment, in no promised order. */
  podsOf(ownerUid: string, at: number): Pod[] {
    const gone = this.#around(goneKey(ownerUid), at).flatMap(({ before }) => (before?.kind === 'Pod' ? [before] : []))
    const here =
      this.#podsHere.get(ownerUid) ?? this.snapshot.childrenOf(ownerUid).filter((object) => object.kind === 'Pod')
    this.#podsHere.set(ownerUid, here)
    return [...gone, ...here]
  }

  /** The slice that a change deleted, where it is remembered. */
  deletedSlice(seq: number): EndpointSlice | undefined {
    const before = this.#versions.get(sliceKey(seq))?.[0]?.before
    return before?.kind === 'EndpointSlice' ? before : undefined
  }

  #around(key: string, at: number): readonly ObjectVersion[] {
    const versions = this.#versions.get(key) ?? []
    const from = at - CAUSE_WINDOW.beforeMs
    const to = at + CAUSE_WINDOW.afterMs
    return versions.filter((version) => version.at >= from && version.at <= to)
  }

  #remember(change: RecordedChange, applied: AppliedChange): void {
    const { after, before } = applied
    const object = after ?? before
    const name = object && nameOf(applied.key, object, change.seq)
    if (name !== undefined) this.#put(versionOf(name, change, applied))
    const owner = before?.kind === 'Pod' && after === undefined ? controllerOf(before) : undefined
    if (owner !== undefined) this.#put(versionOf(goneKey(owner), change, applied))
  }

  #put(version: KeyedVersion): void {
    const versions = this.#versions.get(version.key)
    if (versions) versions.push(version)
    else this.#versions.set(version.key, [version])
    this.#queue.push(version)
  }

  #forgetOldest({ key }: KeyedVersion): void {
    this.#first++
    const versions = this.#versions.get(key)
    versions?.shift()
    if (versions?.length === 0) this.#versions.delete(key)
    if (this.#first < 1000 || this.#first < this.#queue.length / 2) return
    this.#queue = this.#queue.slice(this.#first)
    this.#first = 0
  }
}

/** Of the same shape each time: spread into one another, each would have its own, and there may be 100,000. */
function versionOf(key: string, change: RecordedChange, { after, before }: AppliedChange): KeyedVersion {
  const { evidence, observedAt: at, seq, writer } = change
  return writer ? { key, seq, at, evidence, before, after, writer } : { key, seq, at, evidence, before, after }
}

const uidKey = (kind: WatchedKind, uid: string): string => `${kind} ${uid}`
const goneKey = (ownerUid: string): string => `Pods gone of ${ownerUid}`
const controllerOf = ({ metadata }: Pod): string | undefined =>
  metadata.ownerReferences.find(({ controller }) => controller)?.uid
const sliceKey = (seq: number): string => `EndpointSlice deleted by ${seq}`
const eventKey = (uid: string): string => `Event about ${uid}`

/** A Service and a Node are found by name, for endpoints name them so; an Event by what it is about; all others by uid. */
function nameOf(key: ObjectKey, object: WatchedObject, seq: number): string | undefined {
  switch (object.kind) {
    case 'Event':
      return object.involvedObject.uid === undefined ? undefined : eventKey(object.involvedObject.uid)
    case 'Service':
    case 'Node':
    case 'Namespace':
      return key
    case 'EndpointSlice':
      return sliceKey(seq)
    default:
      return uidKey(object.kind, object.metadata.uid)
  }
}

/** What was there when we first looked did not come then; only an Event tells of what went before. */
const isNews = ({ evidence, kind }: RecordedChange): boolean => evidence !== 'initial' || kind === 'Event'

/** Whether a change can prove a cause. */
function isProof({ after, before }: AppliedChange): boolean {
  const object = after ?? before
  switch (object?.kind) {
    case 'Pod':
    case 'Service':
      return true
    case 'Event':
      return after !== undefined && REASONS.has(object.reason)
    case 'Node':
      return hasChanged(before, after, (node) =>
        node.kind === 'Node' ? [node.spec, node.status.conditions] : undefined,
      )
    case 'Namespace':
      return hasChanged(before, after, ({ metadata }) => metadata.deletionTimestamp)
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
      return hasChanged(before, after, workloadFacts)
    case 'HorizontalPodAutoscaler':
      return hasChanged(before, after, (hpa) => hpa.kind === 'HorizontalPodAutoscaler' && hpa.status.lastScaleTime)
    case 'EndpointSlice':
      return after === undefined
    default:
      return false
  }
}

/** Reasons of Events that a row of the table names. */
const REASONS: ReadonlySet<string> = new Set([
  'Killing',
  'NodeNotReady',
  'ScalingReplicaSet',
  'SuccessfulDelete',
  'SuccessfulRescale',
  'TaintManagerEviction',
  'Unhealthy',
])

function hasChanged(
  before: WatchedObject | undefined,
  after: WatchedObject | undefined,
  read: (object: WatchedObject) => unknown,
): boolean {
  return before === undefined || after === undefined || !isEqualJson(read(before), read(after))
}

function workloadFacts(object: WatchedObject): unknown {
  const replicas = 'spec' in object && 'replicas' in object.spec ? object.spec.replicas : undefined
  return [replicas, object.metadata.deletionTimestamp, object.metadata.generation]
}
