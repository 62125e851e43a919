import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anInterval } from '../../../testing/ledger-interval.ts'
import { nextBoundary, readySteps, statesAt } from './ready-steps.ts'

const rollout = [
  anInterval('old', [0, 20]),
  anInterval('old', [20, 25], { state: 'terminating-serving' }),
  anInterval('new', [10, 15], { state: 'unready' }),
  anInterval('new', [15]),
]

describe('readySteps', () => {
  test('a surge raises the line, a drain lowers it', () => {
    expect(readySteps(rollout, 5_000, 30_000)).toEqual([
      { at: 5_000, ready: 1 },
      { at: 15_000, ready: 2 },
      { at: 20_000, ready: 1 },
    ])
  })

  test('before the first endpoint there are none', () => {
    expect(readySteps([anInterval('a', [9])], 5_000, 30_000)).toEqual([
      { at: 5_000, ready: 0 },
      { at: 9_000, ready: 1 },
    ])
    expect(readySteps([], 5_000, 30_000)).toEqual([{ at: 5_000, ready: 0 }])
  })

  test('one leaving and one joining in the same millisecond is no step', () => {
    expect(readySteps([anInterval('a', [0, 9]), anInterval('b', [9])], 5_000, 30_000)).toEqual([
      { at: 5_000, ready: 1 },
    ])
  })

  test('the line is, at every step, the number of ready intervals open there', () => {
    const interval = fc
      .tuple(fc.nat(40), fc.option(fc.nat(40), { nil: undefined }))
      .map(([from, length]) => anInterval('x', length === undefined ? [from] : [from, from + length + 1]))
    fc.assert(
      fc.property(fc.array(interval), (intervals) => {
        for (const { at, ready } of readySteps(intervals, 10_000, 60_000)) {
          expect(statesAt(intervals, at).ready).toBe(ready)
        }
      }),
    )
  })
})

test('the cursor goes from boundary to boundary', () => {
  expect(nextBoundary(rollout, 15_000, 'later')).toBe(20_000)
  expect(nextBoundary(rollout, 15_000, 'earlier')).toBe(10_000)
  expect(nextBoundary(rollout, 25_000, 'later')).toBeUndefined()
})
