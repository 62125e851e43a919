import { expect, test } from 'vitest'
import { aMoment, aRollout, atSecond } from '../../../testing/a-rollout.ts'
import { anImpact } from '../../../testing/a-rollout-detail.ts'
import { extentOf } from './extent.ts'

const ms = (second: number) => Date.parse(atSecond(second))

test('a rollout that is over is shown with a little before and after', () => {
  expect(extentOf(aRollout(), ms(500))).toEqual({ from: ms(-0.3), to: ms(10.3) })
})

test('one that runs is shown up to now', () => {
  expect(extentOf(aRollout({ endedAt: null }), ms(100))).toEqual({ from: ms(-3), to: ms(100) })
})

test('an outage is shown to its own end, even where the rollout ends before', () => {
  const outage = { from: aMoment(5), to: aMoment(30), servingTerminating: 0, reason: 'endpoints-lost' }
  const services = [anImpact({ zeroReady: [outage], zeroReadyCount: 1 })]
  expect(extentOf(aRollout({ services }), ms(500)).to).toBe(ms(30.9))
})
