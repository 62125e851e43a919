import { describe, expect, test } from 'vitest'
import { timeOf } from './api-time.ts'

describe('timeOf', () => {
  test.each([
    ['2026-11-21T01:00:12Z', 1_795_222_812_000, 1000],
    ['2026-11-21T01:00:12.345678Z', 1_795_222_812_345, 0.001],
    ['2026-11-21T01:00:12.345678901Z', 1_795_222_812_345, 0.000001],
    ['2026-11-21T02:00:12.5+01:00', 1_795_222_812_500, 100],
  ])('the digits of %s say how exact it is', (apiTime, ms, precisionMs) => {
    expect(timeOf(apiTime).ms).toBe(ms)
    expect(timeOf(apiTime).precisionMs).toBeCloseTo(precisionMs, 12)
  })

  test('a text that is no time compares as neither earlier nor later', () => {
    expect(timeOf('yesterday').ms).toBeNaN()
  })
})
