import {
  type ApiResource,
  ObjectStore,
  PROLOGUE_MS,
  resources,
  type Story,
  seededRandom,
  startStory,
  VirtualTimers,
} from '@portolan/demo-cluster'
import {
  differences,
  type Evidence,
  type Finding,
  FindingsBook,
  keyOf,
  projectObject,
  RecentPast,
  Snapshot,
  WATCHED_RESOURCES,
  type WatchedObject,
  type WatchedResource,
} from '@portolan/domain'

const START = Date.parse('2026-11-21T01:00:00Z')
/** How long before its first chapter the demo cluster is looked at first, as when it is started. */
const LOOKED_AT_BEFORE_MS = 8_000

/** The story of the demo cluster in virtual time, and what the rules say of every object that it tells. */
export class StoryFindings {
  readonly story: Story
  readonly #timers = new VirtualTimers(START)
  readonly #store: ObjectStore
  readonly #snapshot = Snapshot.of(0, [])
  readonly #past = new RecentPast(this.#snapshot)
  readonly #book: FindingsBook

  constructor(seed: number) {
    const random = seededRandom(seed)
    this.#store = new ObjectStore({ clock: () => this.#timers.now(), random })
    this.story = startStory({ store: this.#store, timers: this.#timers, random })
    this.#timers.advance(PROLOGUE_MS - LOOKED_AT_BEFORE_MS)
    for (const resource of WATCHED_RESOURCES) this.#list(resource)
    const nothing = () => []
    const history = { ...this.#past.history, gaps: nothing, silentWatches: nothing, zeroReadyWindows: nothing }
    this.#book = new FindingsBook(this.#snapshot, this.#timers.now(), { history })
  }

  advance(ms: number): void {
    this.#timers.advance(ms)
  }

  findings(): readonly Finding[] {
    return this.#book.findings(this.#timers.now())
  }

  #list(resource: WatchedResource): void {
    const { group, kind } = resource
    const served: ApiResource | undefined = Object.values(resources).find(
      (one) => one.plural === resource.resource && one.group === group,
    )
    this.#snapshot.setVisibility(kind, undefined, served ? 'observed' : 'absent')
    if (served === undefined) return
    for (const raw of this.#store.list(served)) this.#see(objectOf(resource, raw), 'initial')
    this.#store.subscribe(served, ({ object, type }) => {
      this.#see(objectOf(resource, object), 'watched', type === 'DELETED')
    })
  }

  #see(object: WatchedObject | undefined, evidence: Evidence, isGone = false): void {
    if (object === undefined) return
    const { kind, metadata } = object
    const before = this.#snapshot.get(keyOf(object))
    const found = isGone ? [] : differences(kind, before, object)
    if (isGone ? before === undefined : found.length === 0) return
    const observedAt = this.#timers.now()
    const change = {
      seq: this.#snapshot.seq + 1,
      change: isGone ? 'deleted' : before ? 'modified' : 'added',
      evidence,
      observedAt,
      observedFrom: observedAt,
      kind,
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
      name: metadata.name,
      uid: metadata.uid,
      resourceVersion: String(this.#snapshot.seq),
      differences: found,
    } as const
    const applied = this.#snapshot.apply(change)
    const subjects = this.#past.note(applied, change)
    if (evidence === 'initial') return
    this.#book.apply(applied, observedAt)
    this.#book.historyChanged(subjects, observedAt)
  }
}

function objectOf(resource: WatchedResource, raw: unknown): WatchedObject | undefined {
  return projectObject(resource, raw, { fingerprint: (text) => text })?.object
}
