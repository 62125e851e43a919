import { type AlertTransition, keyOf, RuleBook } from '@portolan/domain'
import type { StoredAlert } from '@portolan/pipeline/ports'
import { expect, test } from 'vitest'
import { CrashStory, STORY_BEGAN } from '../../test/crash-story.ts'
import { catchUpAlerts } from './alert-catch-up.ts'
import { replayAlerts } from './replay-alerts.ts'

const rules = new RuleBook([])
/** As long as a process may be away. */
const LONGEST_AWAY_MS = 900_000
const AFTERWARDS_MS = 900_000
const BEGUN = STORY_BEGAN + 1_000_000
const STARTS = 40

/** Everything that the story raises until then. */
async function truthUntil(to: number): Promise<readonly AlertTransition[]> {
  const { world } = storyUntil(to)
  const stretch = { from: STORY_BEGAN, to, maxChanges: Number.POSITIVE_INFINITY }
  const replayed = await replayAlerts({ reader: world.reader, ...stretch, rules, visibilityOf: () => 'observed' })
  return replayed.transitions
}

function storyUntil(time: number): CrashStory {
  const story = new CrashStory()
  story.tellUntil(time)
  return story
}

/** What was kept of these transitions. */
function keptOf(transitions: readonly AlertTransition[]): StoredAlert[] {
  const byId = new Map<string, AlertTransition[]>()
  for (const transition of transitions) {
    byId.set(transition.alert.id, [...(byId.get(transition.alert.id) ?? []), transition])
  }
  return [...byId].flatMap(([id, own]) => {
    const newest = own.at(-1)
    const timeline = own.map(({ type, at, seq }) => ({ type, at, seq }))
    return newest === undefined ? [] : [{ alert: newest.alert, incident: id, timeline }]
  })
}

function told(transition: AlertTransition): string {
  const { type, at, seq, alert } = transition
  const because = transition.type === 'resolved' ? transition.because : ''
  return `${at - STORY_BEGAN} ms: ${type} ${alert.id} ${because} at ${seq}`
}

test('whenever a process ends and however long none runs, those that follow tell what one that never ended would have told', async () => {
  const truth = await truthUntil(BEGUN + STARTS * 37_300 + LONGEST_AWAY_MS + AFTERWARDS_MS)
  for (let start = 0; start < STARTS; start += 1) {
    const evaluatedAt = BEGUN + start * 37_300
    const now = evaluatedAt + ((start * 211_000) % LONGEST_AWAY_MS)
    const story = storyUntil(now)
    const { recording, reader, feed } = story.world
    const alerts = keptOf(truth.filter(({ at }) => at <= evaluatedAt))
    const restored = { evaluatedSeq: feed.seq, evaluatedAt, incidents: [], alerts, lastDeliveries: [] }
    const { signal } = new AbortController()
    const caughtUp = await catchUpAlerts({ recording, reader, restored, rules, now, signal })
    if (caughtUp === undefined) throw new Error('it was told to stop')
    const { fold, transitions } = caughtUp
    const followed = [...transitions]
    feed.subscribeToSteps(({ change, before, after, ledger }) => {
      const applied = { key: keyOf({ kind: change.kind, metadata: change }), before, after }
      followed.push(...fold.apply({ change, applied, ledger, rollouts: [] }))
    })
    story.tellUntil(now + AFTERWARDS_MS)
    followed.push(...fold.advance(now + AFTERWARDS_MS))
    const expected = truth.filter(({ at }) => at > evaluatedAt && at <= now + AFTERWARDS_MS)
    expect(followed.map(told)).toEqual(expected.map(told))
  }
})
