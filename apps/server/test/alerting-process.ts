/**
 * Alerting in a process of its own that may die at any moment: judges a Service whose endpoints come and go, over and over, and
 * tells a webhook. Its log is made of its own memory: change `seq` always happened at the same time of its story, so a process
 * that follows another goes on where that one was.
 *
 * `node alerting-process.ts <directory> <url>`; prints the id of every alert once its transition is committed.
 */
import { setTimeout } from 'node:timers/promises'
import { openAlerts } from '@portolan/history-store'
import { createNotifier, SecretPlaces } from '@portolan/notifier'
import type { AlertBatch, AlertStore, Clock } from '@portolan/pipeline/ports'
import { AlertCenter } from '../src/alerts/alert-center.ts'
import { aPod, aService, aSlice } from '../src/testing/objects.ts'
import { World } from '../src/testing/world.ts'

/** So much faster than the clock on the wall. */
const SPEED = 400
const BEGAN = Date.parse('2026-11-21T01:00:00.000Z')
const ROUND_MS = 400_000

const [, , directory = '', url = '', startedAt = '0'] = process.argv
const storyStart = Number(startedAt)
const storyNow = () => BEGAN + (Date.now() - storyStart) * SPEED
const world = new World({ startsAt: BEGAN })
world.putInitially(aService('web'), aPod('web-1'))
world.putInitially(aSlice('web', { 'web-1': 'ready' }))
let told = 0
tellStory()

const clock: Clock = {
  now: storyNow,
  monotonic: storyNow,
  sleep: (ms, signal) => setTimeout(Math.max(1, ms / SPEED), undefined, { signal }).catch(() => undefined),
}
const { store } = openAlerts({ directory, clock })
await store.putReceiver({
  ...{ id: 'hook', name: 'hook', enabled: true, matcher: {}, perMinute: 1_000, language: 'en' },
  target: { type: 'webhook', url },
})
const readSecret = () => ''
const notifier = createNotifier({ clock: { now: storyNow }, readSecret, tell: (sentence) => sentence.text })
new AlertCenter({
  parts: {
    store: tellingStore(store),
    notifier,
    sealer: { seal: (secret) => secret },
    places: new SecretPlaces({ directories: [], variables: {} }),
    fileRules: [],
    retentionMs: 1e12,
  },
  recording: world.recording,
  reader: world.reader,
  clock,
  failed: (error) => process.stderr.write(`${String(error)}\n`),
})
setInterval(tellStory, 2)

/** Everything that happened until now and was not told yet: the only endpoint goes, and comes back. */
function tellStory(): void {
  for (let at = timeOf(told); at <= storyNow(); at = timeOf(told)) {
    world.clock.time = at
    world.put(aSlice('web', { 'web-1': told % 2 === 0 ? 'unready' : 'ready' }))
    told += 1
  }
}

function timeOf(change: number): number {
  return BEGAN + 90_000 + Math.floor(change / 2) * ROUND_MS + (change % 2) * 60_000
}

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
