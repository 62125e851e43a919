import { RuleBook } from '@portolan/domain'
import { expect, test } from 'vitest'
import { recordDemo } from '../testing/demo-world.ts'
import { replayAlerts } from './replay-alerts.ts'

test('ten minutes of a healthy cluster with rollouts, scalings and a canary raise nothing', async () => {
  const chapters = ['rollout', 'peak-hour', 'canary', 'paused-rollout']
  const { world, chapters: told, from, to } = recordDemo({ seed: 7, chapters, minutes: 11 })
  expect([...new Set(told)].sort()).toEqual([...chapters].sort())
  expect(world.log.length).toBeGreaterThan(1_000)
  const { transitions } = await replayAlerts({
    ...{ reader: world.reader, from, to, maxChanges: Number.POSITIVE_INFINITY },
    rules: new RuleBook([]),
    visibilityOf: () => 'observed',
  })
  expect(transitions.map(({ type, at, alert }) => `${(at - from) / 1_000} s: ${type} ${alert.sentence.text}`)).toEqual(
    [],
  )
})
