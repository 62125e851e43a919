import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import type { Visibility } from '../history/visibility.ts'
import { isEqualJson } from '../json-value.ts'
import type { EndpointSlice } from '../kubernetes/endpoint-slice.ts'
import { keyOf, type ObjectKey, objectKey, parseObjectKey } from '../kubernetes/object-key.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { ObjectOfKind, WatchedObject } from '../kubernetes/watched-object.ts'
import { Dependencies } from './dependencies.ts'
import { GatheringIndex } from './gathering-index.ts'
import { LookupIndex } from './lookup-index.ts'
import type { RuleHistory } from './rule-history.ts'
import type { Derivation, Gathering, Lookup, RuleView } from './rule-view.ts'
import { SelectorTopics } from './selector-topics.ts'

/** How the topic, and the reader, of a derivation begins: no key of an object does so. */
const DERIVED = 'derived '

/** What one derivation said for one key. */
interface Derived {
  readonly derivation: Derivation<unknown>
  readonly key: string
  value: unknown
  kinds: ReadonlySet<WatchedKind>
}

type Labels = Readonly<Record<string, string>>

const NO_LABELS: Labels = {}
const NO_KINDS: ReadonlySet<WatchedKind> = new Set()

interface SelectedPods {
  readonly namespace: string
  readonly selector: Labels
  /** Absent for an empty selector. */
  readonly topic: string | undefined
  readonly pods: readonly Pod[]
}

/** What is noted while a reader reads. */
interface Notes {
  readonly reader: string
  readonly topics: Set<string>
  readonly kinds: Set<WatchedKind>
}

/**
 * A snapshot that remembers who asked what, so that a change can say whose answers it alters.
 *
 * Everything that can be asked has a topic; a reader is subscribed to the topics it asked for, and a change belongs to the
 * topics of the object before and after it.
 */
export class RecordingView implements RuleView {
  readonly history: RuleHistory
  readonly #snapshot: Snapshot
  readonly #standsStill: boolean
  readonly #lookups = new Map<string, LookupIndex>()
  readonly #gatherings = new Map<string, GatheringIndex>()
  readonly #selectors = new SelectorTopics()
  readonly #derived = new Map<string, Derived>()
  readonly #dependencies = new Dependencies((topic) => this.#forget(topic))
  #notes: Notes | undefined
  /** What was asked for last is asked for again by the next rule about the same Service. */
  #lastPods: SelectedPods | undefined
  #lastSlices: { readonly topic: string; readonly slices: readonly EndpointSlice[] } | undefined

  /** @param options `standsStill`: the snapshot is looked at once and never moves on, so who asked what is of no use */
  constructor(snapshot: Snapshot, history: RuleHistory = {}, options: { readonly standsStill?: true } = {}) {
    this.#snapshot = snapshot
    this.history = history
    this.#standsStill = options.standsStill ?? false
  }

  /**
   * Run something whose answer depends on what it reads, which replaces what the reader read before.
   *
   * @returns the answer, and the kinds it asked for
   */
  recorded<Answer>(
    reader: string,
    ask: () => Answer,
  ): { readonly answer: Answer; readonly kinds: ReadonlySet<WatchedKind> } {
    const outer = this.#notes
    const notes: Notes = { reader, topics: new Set(), kinds: new Set() }
    this.#notes = notes
    try {
      return { answer: ask(), kinds: notes.kinds }
    } finally {
      this.#notes = outer
      this.#dependencies.set(reader, notes.topics)
    }
  }

  /** A reader is gone, and depends on nothing. */
  forget(reader: string): void {
    this.#dependencies.set(reader, new Set())
  }

  /** What can be read of some kind is another now: whatever was derived may be, too. */
  forgetDerivations(): void {
    this.#derived.clear()
  }

  /**
   * Move on by a change that the snapshot has taken.
   *
   * @returns the readers whose answers may be others now, derivations among them brought up to date already
   */
  apply({ before, after }: AppliedChange): ReadonlySet<string> {
    this.#lastPods = undefined
    this.#lastSlices = undefined
    const topics = new Set<string>()
    for (const version of [before, after]) if (version) for (const topic of this.#topicsOf(version)) topics.add(topic)
    const kind = (after ?? before)?.kind
    if (kind) for (const index of this.#lookups.values()) if (index.isAbout(kind)) index.replace(before, after)
    for (const [name, index] of this.#gatherings) {
      if (!kind || !index.isAbout(kind)) continue
      for (const place of index.replace(before, after)) topics.add(gatheringTopic(name, place))
    }
    return this.#readersOf(topics)
  }

  /**
   * Make ready what some questions are answered from, which else the first of each question does. Ask nothing before it has
   * ended; changes may be told meanwhile.
   */
  *prepare(lookups: readonly Lookup[], gatherings: readonly Gathering<unknown>[]): Generator<void> {
    for (const lookup of lookups) {
      if (this.#lookups.has(lookup.name)) continue
      const index = new LookupIndex(lookup)
      this.#lookups.set(lookup.name, index)
      yield* index.fill(this.#snapshot)
    }
    for (const gathering of gatherings) {
      if (this.#gatherings.has(gathering.name)) continue
      const index = new GatheringIndex(gathering)
      this.#gatherings.set(gathering.name, index)
      yield* index.fill(this.#snapshot)
    }
  }

  /** Names of the lookups and gatherings that were asked, or made ready. */
  kept(): readonly string[] {
    return [...this.#lookups.keys(), ...this.#gatherings.keys()]
  }

  find<Kind extends WatchedKind>(kind: Kind, namespace: string | undefined, name: string) {
    if (this.#notes) this.#note(kind, objectKey(kind, namespace, name))
    return this.#snapshot.find(kind, namespace, name)
  }

  get(key: ObjectKey): WatchedObject | undefined {
    const kind = this.#notes && parseObjectKey(key)?.kind
    if (kind) this.#note(kind as WatchedKind, key)
    return this.#snapshot.get(key)
  }

  byUid<Kind extends WatchedKind>(kind: Kind, uid: string): ObjectOfKind<Kind> | undefined
  byUid(kind: string, uid: string): WatchedObject | undefined
  byUid(kind: string, uid: string): WatchedObject | undefined {
    if (this.#notes) this.#note(kind as WatchedKind, uidTopic(uid))
    return this.#snapshot.byUid(kind, uid)
  }

  ofKind<Kind extends WatchedKind>(kind: Kind, namespace?: string): IterableIterator<ObjectOfKind<Kind>> {
    if (this.#notes) this.#note(kind, scopeTopic(kind, namespace))
    return this.#snapshot.ofKind(kind, namespace)
  }

  slicesOfService(namespace: string, name: string): readonly EndpointSlice[] {
    const topic = slicesTopic(namespace, name)
    if (this.#notes) this.#note('EndpointSlice', topic)
    if (this.#lastSlices?.topic !== topic) {
      this.#lastSlices = { topic, slices: this.#snapshot.slicesOfService(namespace, name) }
    }
    return this.#lastSlices.slices
  }

  podsSelectedBy(namespace: string, selector: Labels = NO_LABELS): readonly Pod[] {
    let last = this.#lastPods
    if (last?.selector !== selector || last.namespace !== namespace) {
      const topic = this.#standsStill ? undefined : this.#selectors.topicOf(namespace, selector)
      last = { namespace, selector, topic, pods: this.#snapshot.podsSelectedBy(namespace, selector) }
      this.#lastPods = last
    }
    if (last.topic !== undefined) this.#note('Pod', last.topic)
    return last.pods
  }

  podsOnNode(name: string): readonly Pod[] {
    if (this.#notes) this.#note('Pod', nodeTopic(name))
    return this.#snapshot.podsOnNode(name)
  }

  childrenOf(uid: string): readonly WatchedObject[] {
    if (this.#notes) this.#note(undefined, childrenTopic(uid))
    return this.#snapshot.childrenOf(uid)
  }

  /** Not recorded: who sets visibility evaluates everything anew. */
  visibilityOf(kind: WatchedKind, namespace?: string): Visibility {
    return this.#snapshot.visibilityOf(kind, namespace)
  }

  lookup<Kind extends WatchedKind>(lookup: Lookup<Kind>, key: string): readonly ObjectOfKind<Kind>[] {
    const index = this.#indexOf(lookup)
    if (this.#notes) for (const kind of lookup.kinds) this.#note(kind, lookupTopic(lookup.name, key))
    return index.get(key) as readonly ObjectOfKind<Kind>[]
  }

  narrowest<Kind extends WatchedKind>(lookup: Lookup<Kind>, keys: readonly string[]): readonly ObjectOfKind<Kind>[] {
    const index = this.#indexOf(lookup)
    const [first, ...others] = keys
    if (first === undefined) return []
    return this.lookup(
      lookup,
      others.reduce((least, key) => (index.count(key) < index.count(least) ? key : least), first),
    )
  }

  gathered<Value, Kind extends WatchedKind>(gathering: Gathering<Value, Kind>, place: string): readonly Value[] {
    const asked = gathering as unknown as Gathering<unknown>
    if (!this.#gatherings.has(asked.name)) for (const _ of this.prepare([], [asked]));
    if (this.#notes) for (const kind of asked.kinds) this.#note(kind, gatheringTopic(asked.name, place))
    return (this.#gatherings.get(asked.name)?.get(place) ?? []) as readonly Value[]
  }

  derive<Value>(derivation: Derivation<Value>, key: string): Value {
    const topic = derivedTopic(derivation.name, key)
    if (this.#notes) this.#note(undefined, topic)
    const derived = this.#derived.get(topic) ?? this.#computed(topic, derivation, key)
    if (this.#notes) for (const kind of derived.kinds) this.#notes.kinds.add(kind)
    return derived.value as Value
  }

  #computed(topic: string, derivation: Derivation<unknown>, key: string): Derived {
    const { answer, kinds } = this.#standsStill
      ? { answer: derivation.compute(key, this), kinds: NO_KINDS }
      : this.recorded(topic, () => derivation.compute(key, this))
    const derived = { derivation, key, value: answer, kinds }
    this.#derived.set(topic, derived)
    return derived
  }

  #note(kind: WatchedKind | undefined, topic: string): void {
    if (kind) this.#notes?.kinds.add(kind)
    this.#notes?.topics.add(topic)
  }

  #indexOf<Kind extends WatchedKind>(lookup: Lookup<Kind>): LookupIndex {
    const known = this.#lookups.get(lookup.name)
    if (known) return known
    for (const _ of this.prepare([lookup as unknown as Lookup], []));
    return this.#indexOf(lookup)
  }

  *#topicsOf(object: WatchedObject): IterableIterator<string> {
    const { kind, metadata } = object
    const { namespace, uid } = metadata
    yield keyOf(object)
    yield uidTopic(uid)
    yield scopeTopic(kind, namespace)
    yield scopeTopic(kind, undefined)
    for (const owner of metadata.ownerReferences) if (owner.controller) yield childrenTopic(owner.uid)
    for (const [name, index] of this.#lookups) {
      if (index.isAbout(kind)) for (const key of index.keysOf(object)) yield lookupTopic(name, key)
    }
    if (kind === 'Pod') {
      yield* this.#selectors.topicsOf(namespace ?? '', metadata.labels)
      if (object.spec.nodeName !== undefined) yield nodeTopic(object.spec.nodeName)
    }
    const service = kind === 'EndpointSlice' ? metadata.labels['kubernetes.io/service-name'] : undefined
    if (service !== undefined) yield slicesTopic(namespace ?? '', service)
  }

  /** Readers of topics; a derivation among them only passes on where its value is another now. */
  #readersOf(topics: Iterable<string>): ReadonlySet<string> {
    const readers = new Set<string>()
    const waiting = [...topics]
    for (let topic = waiting.pop(); topic !== undefined; topic = waiting.pop()) {
      for (const reader of this.#dependencies.readersOf(topic)) {
        const derived = this.#derived.get(reader)
        if (derived === undefined) {
          if (!reader.startsWith(DERIVED)) readers.add(reader)
        } else if (this.#isOtherNow(reader, derived)) waiting.push(reader)
      }
    }
    return readers
  }

  #isOtherNow(topic: string, derived: Derived): boolean {
    const before = derived.value
    const { answer, kinds } = this.recorded(topic, () => derived.derivation.compute(derived.key, this))
    derived.value = answer
    derived.kinds = kinds
    return !isEqualJson(before, answer)
  }

  #forget(topic: string): void {
    this.#selectors.forget(topic)
    if (this.#lastPods?.topic === topic) this.#lastPods = undefined
    if (this.#derived.delete(topic)) this.forget(topic)
  }
}

const uidTopic = (uid: string) => `uid ${uid}`
const scopeTopic = (kind: string, namespace: string | undefined) => `all ${kind} ${namespace ?? '*'}`
const slicesTopic = (namespace: string, name: string) => `slices ${namespace}/${name}`
const nodeTopic = (name: string) => `node ${name}`
const childrenTopic = (uid: string) => `children ${uid}`
const lookupTopic = (name: string, key: string) => `lookup ${name} ${key}`
const gatheringTopic = (name: string, place: string) => `gathered ${name} ${place}`
const derivedTopic = (name: string, key: string) => `${DERIVED}${name} ${key}`
