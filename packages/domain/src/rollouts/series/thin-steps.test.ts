import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ThinnableStep, thinSteps } from './thin-steps.ts'

const aCourse = fc
  .array(fc.record({ lastsMs: fc.nat(100), total: fc.nat(5) }), { minLength: 1, maxLength: 200 })
  .map((stretches) => {
    let at = 0
    return stretches.map(({ lastsMs, total }): ThinnableStep => {
      const step = { at, total, merged: 1 }
      at += lastsMs
      return step
    })
  })

/** The fewest at any time from here to there, as a step function says it. */
function fewestWithin(steps: readonly ThinnableStep[], from: number, to: number): number {
  const touching = steps.filter(
    ({ at }, index) => at <= to && (steps[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= from,
  )
  return Math.min(...touching.map(({ total }) => total))
}

describe('a step function that is thinned', () => {
  test('has no more steps than it may, and stands for all of them', () => {
    fc.assert(
      fc.property(aCourse, fc.integer({ min: 2, max: 50 }), (steps, most) => {
        const thinned = thinSteps(steps, most)
        expect(thinned.length).toBe(Math.min(steps.length, most))
        expect(thinned.reduce((sum, { merged }) => sum + merged, 0)).toBe(steps.length)
        expect(thinned[0]?.at).toBe(0)
      }),
    )
  })

  test('shows no more than there were in any stretch, and never loses the fewest', () => {
    fc.assert(
      fc.property(
        aCourse,
        fc.integer({ min: 2, max: 50 }),
        fc.tuple(fc.nat(3000), fc.nat(3000)),
        (steps, most, ends) => {
          const thinned = thinSteps(steps, most)
          const [from, to] = [Math.min(...ends), Math.max(...ends)]
          expect(fewestWithin(thinned, from, to)).toBeLessThanOrEqual(fewestWithin(steps, from, to))
          expect(fewestWithin(thinned, 0, 1e6)).toBe(fewestWithin(steps, 0, 1e6))
        },
      ),
    )
  })

  test('is exact where it has room, and merges first what lasted shortest', () => {
    const steps = [0, 1000, 2000, 2010, 4000].map((at, total) => ({ at, total: 10 - total, merged: 1 }))
    expect(thinSteps(steps, 5)).toBe(steps)
    expect(thinSteps(steps, 4)).toEqual([steps[0], steps[1], { at: 2000, total: 7, merged: 2 }, steps[4]])
  })
})
