import { expect, test } from 'vitest'
import { heatLevel, heatScale } from './heat-scale.ts'

const range = { from: '2026-11-21T01:00:00.000Z', to: '2026-11-21T01:00:35.000Z', stepMs: 10_000, seq: 1, total: 0 }

test('a single endpoint can be seen beside a storm, and nothing is nothing', () => {
  expect([0, 1, 7, 26, 57, 100].map((count) => heatLevel(count, 100))).toEqual([undefined, 1, 2, 3, 4, 4])
})

test('strips are as long as the range, in steps; where nobody watched lies in it, to its end where it lasts', () => {
  const gap = { kind: 'EndpointSlice', reason: 'expired' } as const
  const { steps, gaps, most, timeAt } = heatScale({
    ...range,
    services: [],
    gaps: [
      { ...gap, from: '2026-11-21T00:59:00.000Z', to: '2026-11-21T01:00:05.000Z' },
      { ...gap, from: '2026-11-21T01:00:20.000Z', to: null },
      { ...gap, kind: 'Node', from: '2026-11-21T01:00:10.000Z', to: null },
    ],
  })
  expect({ steps, most, gaps }).toEqual({
    steps: 3.5,
    most: 1,
    gaps: [
      { from: 0, to: 0.5 },
      { from: 2, to: 3.5 },
    ],
  })
  expect(timeAt(2)).toBe(Date.parse('2026-11-21T01:00:20.000Z'))
})
