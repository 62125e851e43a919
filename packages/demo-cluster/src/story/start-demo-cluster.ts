import { resources } from '../api-server/api-resource.ts'
import type { KubeconfigOptions } from '../api-server/kubeconfig.ts'
import { ObjectStore } from '../api-server/object-store.ts'
import { startApiServer } from '../api-server/start-api-server.ts'
import { seededRandom } from '../controllers/time/chance.ts'
import { LiveTimers } from '../controllers/time/live-timers.ts'
import { PROLOGUE_MS, type StoryChapter, startStory } from './start-story.ts'

export interface DemoClusterOptions {
  /** One seed, one story; by default another each time. */
  seed?: number
  /** Where the API server listens on loopback. Default 0: any free port. */
  port?: number
}

/** A living cluster behind a Kubernetes API of its own. */
export interface DemoCluster {
  /** `http://127.0.0.1:40123`, without a slash at the end. */
  readonly url: string
  /** What the story tells now. */
  chapter(): StoryChapter
  /**
   * Be told of each chapter as it begins.
   * @returns ends the subscription
   */
  onChapter(listener: (chapter: StoryChapter) => void): () => void
  /** A kubeconfig that leads here, readable by its owner only. */
  writeKubeconfig(file: string, options?: KubeconfigOptions): Promise<void>
  /** End the story, cut every connection, stop listening. */
  close(): Promise<void>
}

/** Half an hour of Pods' changes for clients that resume; more would only cost memory. */
const HISTORY_LIMIT = 2_000
/** How long after the start the first chapter begins: time to open a browser. */
const FIRST_CHAPTER_AFTER_MS = 8_000

/**
 * Start the demo cluster: when this resolves, everything deployed stands, ready and a minute old, and the story goes on
 * from there in real time.
 *
 * A cluster started later has higher resourceVersions than any before it, so that a client that remembers one of an
 * earlier cluster is told 410 and lists again.
 *
 * @throws the system's error when the port cannot be had
 */
export async function startDemoCluster({ seed, port = 0 }: DemoClusterOptions = {}): Promise<DemoCluster> {
  const timers = new LiveTimers(PROLOGUE_MS - FIRST_CHAPTER_AFTER_MS)
  const random = seededRandom(seed ?? timers.now() % 0x7fff_ffff)
  const store = new ObjectStore({
    clock: () => timers.now(),
    random,
    firstResourceVersion: timers.now(),
    historyLimit: HISTORY_LIMIT,
  })
  const story = startStory({ store, timers, random })
  await timers.catchUp()
  const server = await startApiServer({ store, resources: Object.values(resources), port })
  return {
    url: server.url,
    chapter: () => story.chapter,
    onChapter: (listener) => story.onChapter(listener),
    writeKubeconfig: (file, options) => server.writeKubeconfig(file, options),
    close: async () => {
      timers.close()
      await server.close()
    },
  }
}
