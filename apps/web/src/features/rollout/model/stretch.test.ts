import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SHORTEST_MS, type Stretch, shifted, within, zoomed } from './stretch.ts'

const stretches: fc.Arbitrary<Stretch> = fc
  .tuple(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: SHORTEST_MS, max: 1e8 }))
  .map(([from, span]) => ({ from, to: from + span }))

test('a stretch brought within another lies within it, and is no longer than it was', () => {
  fc.assert(
    fc.property(stretches, stretches, (inner, outer) => {
      const found = within(inner, outer)
      expect(found.from).toBeGreaterThanOrEqual(outer.from)
      expect(found.to).toBeLessThanOrEqual(outer.to)
      expect(found.to - found.from).toBeLessThanOrEqual(inner.to - inner.from)
    }),
  )
  expect(within({ from: 3, to: 5 }, { from: 0, to: 10 })).toEqual({ from: 3, to: 5 })
  expect(within({ from: 8, to: 12 }, { from: 0, to: 10 })).toEqual({ from: 6, to: 10 })
})

test('zooming keeps the instant under the pointer where it is, and ends at the shortest', () => {
  expect(zoomed({ from: 0, to: 1_000 }, 0.5, 250)).toEqual({ from: 125, to: 625 })
  expect(zoomed({ from: 0, to: 60 }, 0.5, 0)).toEqual({ from: 0, to: SHORTEST_MS })
})

test('shifting keeps the length', () => {
  expect(shifted({ from: 0, to: 100 }, 0.5)).toEqual({ from: 50, to: 150 })
})
