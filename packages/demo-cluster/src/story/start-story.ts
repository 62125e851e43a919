import type { ObjectStore } from '../api-server/object-store.ts'
import { Kubectl } from '../controllers/kubectl/kubectl.ts'
import { startControllers } from '../controllers/start-controllers.ts'
import type { Random } from '../controllers/time/chance.ts'
import type { Timers } from '../controllers/time/timers.ts'
import { startGatewayController } from '../controllers/traffic/gateway-controller.ts'
import { startIngressController } from '../controllers/traffic/ingress-controller.ts'
import type { Chapter, Subject } from './chapter.ts'
import { CHAPTERS } from './chapters/all-chapters.ts'
import { installApplications } from './landscape/install-applications.ts'
import { installDatabases } from './landscape/install-databases.ts'
import { installFaults } from './landscape/install-faults.ts'
import { INGRESS_POD_LABELS, installPlatform } from './landscape/install-platform.ts'
import { GATEWAY_CONTROLLER, installTraffic } from './landscape/install-traffic.ts'
import { Loads } from './loads.ts'
import { fillQuietTimes } from './quiet-times.ts'
import { Releases } from './releases.ts'
import { play, type Script } from './script.ts'
import { Stage } from './stage.ts'
import { StoryBehaviours } from './story-behaviours.ts'

export interface StoryOptions {
  /** Empty; the story fills it. */
  store: ObjectStore
  /** The story ends with them. */
  timers: Timers
  /** One seed, one story. */
  random: Random
  /** Names of `CHAPTER_NAMES`: only these are told. Default: all. */
  chapters?: readonly string[]
}

/** What is being told now. */
export interface StoryChapter {
  /** Stable, for tours: `rollout`, `node-drain`; `prologue` and `interlude` while nothing is told. */
  name: string
  /** A sentence for people. */
  title: string
  /** Where to look. */
  subject: Subject
  /** Epoch ms. */
  startedAt: number
}

/** A cluster that never comes to rest. */
export interface Story {
  readonly chapter: StoryChapter
  /**
   * Be told of each chapter as it begins.
   * @returns ends the subscription
   */
  onChapter(listener: (chapter: StoryChapter) => void): () => void
}

/** How long everything deployed takes to stand, before the first chapter. */
export const PROLOGUE_MS = 60_000
const INTERLUDE_MS = 9_000

/**
 * Fill an empty store with a cluster worth watching and tell its story without end: 6 namespaces, 5 nodes in 3 zones,
 * some 25 Services and 95 Pods. Something visible happens at least every 20 s; what accumulates is bounded. Two faults
 * stay for ever (see `installFaults`); everything else is healthy but for what a chapter says.
 */
export function startStory({ store, timers, random, chapters }: StoryOptions): Story {
  const context = { store, timers, random }
  const behaviours = new StoryBehaviours(random)
  const loads = new Loads(random)
  const running = startControllers({ ...context, behaviours, loadOf: loads.of })
  const kubectl = new Kubectl(context)
  startIngressController(context, {
    controller: 'k8s.io/ingress-nginx',
    namespace: 'edge',
    podLabels: INGRESS_POD_LABELS,
  })
  startGatewayController(context, GATEWAY_CONTROLLER)
  installPlatform(context, kubectl)
  installDatabases(kubectl)
  installApplications(kubectl)
  installTraffic(kubectl)
  installFaults(kubectl)
  const stage = new Stage({ ...running, context, kubectl, behaviours, loads, releases: new Releases() })
  const told = CHAPTERS.filter(({ name }) => chapters?.includes(name) ?? true)
  const teller = new StoryTeller(stage, told)
  fillQuietTimes(stage, () => teller.chapter.subject)
  return teller
}

class StoryTeller implements Story {
  chapter: StoryChapter
  readonly #stage: Stage
  readonly #listeners = new Set<(chapter: StoryChapter) => void>()
  readonly #chapters: readonly Chapter[]
  #queue: Chapter[]

  constructor(stage: Stage, chapters: readonly Chapter[]) {
    this.#stage = stage
    this.#chapters = chapters
    this.#queue = [...chapters]
    this.chapter = this.#pause('prologue', 'Everything starts up')
    stage.context.timers.after(PROLOGUE_MS, () => this.#next())
  }

  onChapter(listener: (chapter: StoryChapter) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #next(): void {
    if (this.#queue.length === 0) this.#queue = shuffled(this.#chapters, this.#stage.context.random)
    const next = this.#queue.shift()
    if (next === undefined) return
    const { title, subject, script } = next.plan(this.#stage)
    this.#announce({ name: next.name, title, subject, startedAt: this.#stage.context.timers.now() })
    play(this.#withInterlude(script), this.#stage.context.timers, () => this.#next())
  }

  *#withInterlude(script: Script): Script {
    yield* script
    this.#announce(this.#pause('interlude', 'All is well'))
    yield { forMs: INTERLUDE_MS }
  }

  #pause(name: string, title: string): StoryChapter {
    const subject = { kind: 'Namespace', name: 'shop' }
    return { name, title, subject, startedAt: this.#stage.context.timers.now() }
  }

  #announce(chapter: StoryChapter): void {
    this.chapter = chapter
    for (const listener of this.#listeners) listener(chapter)
  }
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}
