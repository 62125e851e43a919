import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepsFor } from './steps-for.ts'

const now = Date.UTC(2026, 10, 21, 14, 3, 22, 418)
const hour = 3_600_000

test('a quarter of an hour has steps of five seconds, a week of an hour', () => {
  expect(stepsFor({ from: now - hour / 4, to: now, isLive: true })).toEqual({
    from: Date.UTC(2026, 10, 21, 13, 48, 20),
    to: undefined,
    stepMs: 5_000,
    againMs: 2_500,
  })
  expect(stepsFor({ from: now - 7 * 24 * hour, to: now, isLive: false })).toMatchObject({
    stepMs: hour,
    to: Date.UTC(2026, 10, 21, 15),
    againMs: undefined,
  })
})

test('any stretch is covered by few full steps, and a moving one is not asked for more than every two seconds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000, max: 5e10 }), fc.boolean(), (span, isLive) => {
      const asked = stepsFor({ from: now - span, to: now, isLive })
      expect(asked.from).toBeLessThanOrEqual(now - span)
      expect(asked.from % asked.stepMs).toBe(0)
      expect((now - asked.from) / asked.stepMs).toBeLessThanOrEqual(190)
      expect(stepsFor({ from: now - span + 1, to: now + 1, isLive }).stepMs).toBe(asked.stepMs)
      if (isLive) expect(asked.againMs).toBeGreaterThanOrEqual(2_000)
    }),
  )
})
