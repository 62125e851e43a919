import { expect, test } from 'vitest'
import { stepsOf } from './use-rule-history.ts'

test('a history is told step by step; the last ends where the history does', () => {
  const from = Date.UTC(2026, 10, 21, 12)
  const history = {
    ...{ rule: 'r', from: new Date(from).toISOString(), to: new Date(from + 2_500).toISOString(), stepMs: 1_000 },
    ...{ raised: [2, 0, 1], firing: [2, 2, 1], total: 3, isCut: false },
  }
  expect(stepsOf(history)).toEqual([
    { from, to: from + 1_000, raised: 2, firing: 2 },
    { from: from + 1_000, to: from + 2_000, raised: 0, firing: 2 },
    { from: from + 2_000, to: from + 2_500, raised: 1, firing: 1 },
  ])
})
