import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { atSecond } from '../../../testing/a-rollout.ts'
import { aSeries } from '../../../testing/a-rollout-detail.ts'
import { ceilingOf, readySteps, stepAt } from './ready-steps.ts'

const ms = (second: number) => Date.parse(atSecond(second))

test('the first revision is the old one, the last the new one, what lies between is neither', () => {
  const [step] = readySteps(aSeries([0, 3, 2, 1]))
  expect(step).toMatchObject({ at: ms(0), old: 3, other: 2, new: 1, ready: 6, desired: 4, minAvailable: 3 })
})

test('where there is but one revision it is the new one', () => {
  const series = { ...aSeries([0, 3, 0, 0]), revisions: ['new2'] }
  expect(readySteps({ ...series, steps: series.steps.map((step) => ({ ...step, ready: [3] })) })[0]).toMatchObject({
    old: 0,
    new: 3,
    ready: 3,
  })
})

test('the step at an instant is the last that began by then', () => {
  const seconds = fc.uniqueArray(fc.nat(1_000), { minLength: 1 }).map((all) => all.sort((a, b) => a - b))
  fc.assert(
    fc.property(seconds, fc.integer({ min: -5, max: 1_005 }), (all, second) => {
      const steps = all.map((at) => ({ at }))
      expect(stepAt(steps, second)?.at).toBe(all.findLast((at) => at <= second))
    }),
  )
})

test('the chart is as high as what is ready, draining or desired together', () => {
  const steps = readySteps(aSeries([0, 4, 0, 0], [1, 1, 0, 0]))
  expect(ceilingOf(steps)).toBe(4)
  expect(ceilingOf(steps.map((step) => ({ ...step, draining: 3 })))).toBe(7)
  expect(ceilingOf([])).toBe(1)
})
