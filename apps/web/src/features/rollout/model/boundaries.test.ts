import { expect, test } from 'vitest'
import { aRollout, atSecond } from '../../../testing/a-rollout.ts'
import { aPhase, aPodLane, aSeries } from '../../../testing/a-rollout-detail.ts'
import { boundariesOf, nextOf } from './boundaries.ts'
import { laneOf } from './lanes.ts'
import { readySteps } from './ready-steps.ts'

const ms = (second: number) => Date.parse(atSecond(second))

test('the cursor stops at milestones, steps, endpoints, our own phases and incidents, at each once', () => {
  const lane = laneOf(
    aPodLane('web-1', {
      spells: [['ready', 3, 9]],
      phases: [aPhase('endpoint-ready', 3), aPhase('scheduled', 1.4, { clock: 'api-server' })],
    }),
    'shop/web',
  )
  const boundaries = boundariesOf(aRollout(), readySteps(aSeries([0, 4, 0, 0], [3, 4, 0, 1])), [lane])
  expect(boundaries).toEqual([0, 0.1, 3, 8, 9, 10].map(ms))
})

test('the next one lies beyond, never at the cursor', () => {
  expect(nextOf([1, 3, 5], 3, 'later')).toBe(5)
  expect(nextOf([1, 3, 5], 3, 'earlier')).toBe(1)
  expect(nextOf([1, 3, 5], 5, 'later')).toBeUndefined()
})
