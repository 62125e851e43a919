/**
 * Alerting in a process of its own that may die at any moment: judges a story, and tells a webhook of it.
 *
 * `node alerting-process.ts <directory> <url>`; prints the id of every alert once its transition is committed.
 */
import { setTimeout } from 'node:timers/promises'
import { openAlerts } from '@portolan/history-store'
import { createNotifier, SecretPlaces } from '@portolan/notifier'
import type { AlertBatch, AlertStore, Clock } from '@portolan/pipeline/ports'
import { AlertCenter } from '../src/alerts/alert-center.ts'
import { CrashStory, STORY_BEGAN, STORY_SPEED } from './crash-story.ts'

const [, , directory = '', url = '', startedAt = '0'] = process.argv
const storyStart = Number(startedAt)
const story = new CrashStory()
let now = STORY_BEGAN
/** The clock stands where the story was told up to: nothing comes later than its time, however slow the machine. */
function goOn(): void {
  now = STORY_BEGAN + (Date.now() - storyStart) * STORY_SPEED
  story.tellUntil(now)
}
goOn()

const clock: Clock = {
  now: () => now,
  monotonic: () => now,
  sleep: (ms, signal) => setTimeout(Math.max(1, ms / STORY_SPEED), undefined, { signal }).catch(() => undefined),
}
const { store } = openAlerts({ directory, clock })
await store.putReceiver({
  ...{ id: 'hook', name: 'hook', enabled: true, matcher: {}, perMinute: 1_000, language: 'en' },
  target: { type: 'webhook', url },
})
const readSecret = () => ''
const notifier = createNotifier({ clock, readSecret, tell: (sentence) => sentence.text })
new AlertCenter({
  parts: {
    store: tellingStore(store),
    notifier,
    sealer: { seal: (secret) => secret },
    places: new SecretPlaces({ directories: [], variables: {} }),
    fileRules: [],
    retentionMs: 1e12,
  },
  recording: story.world.recording,
  reader: story.world.reader,
  clock,
  failed: (error) => process.stderr.write(`${String(error)}\n`),
})
setInterval(goOn, 2)

/** Says what is committed, when it is. */
function tellingStore(inner: AlertStore): AlertStore {
  return new Proxy(inner, {
    get(target, member: keyof AlertStore) {
      if (member !== 'commit') return target[member].bind(target)
      return async (batch: AlertBatch) => {
        await target.commit(batch)
        const over = new Set(batch.transitions.flatMap(({ type, alert }) => (type === 'resolved' ? alert.id : [])))
        for (const { type, alert } of batch.transitions) {
          const fires = type === 'raised' && alert.detector === 'zero-endpoints' && !over.has(alert.id)
          if (fires) process.stdout.write(`${alert.id}\n`)
        }
      }
    },
  })
}
