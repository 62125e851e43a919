import { expect, test } from 'vitest'
import { anImpact, aRolloutDetail } from '../../../testing/a-rollout-detail.ts'
import { measuresOf } from './measures.ts'

const named = (name: string, ...given: Parameters<typeof measuresOf>) =>
  measuresOf(...given).find((measure) => measure.name === name)

test('a duration of which both ends were not seen live is a range', () => {
  const detail = aRolloutDetail({ requestedToComplete: { least: 2_000, most: 9_000 } })
  expect(named('complete', detail, anImpact())).toEqual({
    name: 'complete',
    value: { unit: 'duration', least: 2_000, most: 9_000 },
    isBad: false,
  })
})

test('an outage, a broken promise and time unseen are bad; what was not measured has no value', () => {
  const detail = aRolloutDetail({ coverage: 0.9 })
  const impact = anImpact({ minReady: 0, zeroReadyMs: 20, zeroReadyCount: 1, wasBelowBudget: true })
  const bad = measuresOf(detail, impact).filter(({ isBad }) => isBad)
  expect(bad.map(({ name }) => name)).toEqual(['fewest', 'zeroReady', 'belowBudget', 'coverage'])
  expect(named('lag', detail, impact)?.value).toBeUndefined()
})

test('without a Service nothing is told of endpoints', () => {
  const measured = measuresOf(aRolloutDetail({ services: [] }), undefined).filter(({ value }) => value !== undefined)
  expect(measured.map(({ name }) => name)).toEqual(['coverage'])
})

test('of the drain overlap the shortest is told: it is the one that breaks connections', () => {
  const drainOverlap = { count: 3, min: 5, median: 900, p90: 1_000, max: 1_000, discarded: 0 }
  expect(named('drain', aRolloutDetail({ drainOverlap }), anImpact())?.value).toMatchObject({ median: 900, max: 5 })
})
