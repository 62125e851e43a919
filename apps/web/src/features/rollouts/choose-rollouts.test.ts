import { expect, test } from 'vitest'
import { aRollout } from '../../testing/a-rollout.ts'
import { chosenRollouts, countVerdicts, type RolloutsFilter } from './choose-rollouts.ts'

const web = aRollout({ name: 'web', images: ['shop/web:v1', 'shop/web:v2'], verdict: 'hitless' })
const api = aRollout({ name: 'api', images: ['shop/api:v1', 'shop/api:v9'], verdict: 'outage', state: 'rolled-back' })
const all = [web, api]
const chosen = (filter: Partial<RolloutsFilter>) =>
  chosenRollouts(all, { verdicts: [], state: undefined, q: '', ...filter })

test('without a filter all rollouts are chosen, in their order', () => {
  expect(chosen({})).toEqual(all)
})

test('verdict and state choose, and every word must occur somewhere', () => {
  expect(chosen({ verdicts: ['outage', 'stalled'] })).toEqual([api])
  expect(chosen({ state: 'drained' })).toEqual([web])
  expect(chosen({ q: 'shop/API  v9' })).toEqual([api])
  expect(chosen({ q: 'rolled-back' })).toEqual([api])
  expect(chosen({ q: 'web v9' })).toEqual([])
})

test('verdicts are counted over all rollouts', () => {
  expect(countVerdicts(all)).toEqual({ outage: 1, stalled: 0, unknown: 0, reduced: 0, hitless: 1 })
})
