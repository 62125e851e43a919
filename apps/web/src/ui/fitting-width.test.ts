import { expect, test } from 'vitest'
import { fittingWidth } from './fitting-width.ts'

const ROOM = { around: 16, least: 100, most: 400 }

test('a column is as wide as its longest text, in steps, and within its bounds', () => {
  expect(fittingWidth(['web', 'checkout-api-canary'], ROOM)).toBe(168)
  expect(fittingWidth(['web', 'checkout-api-canary2'], ROOM)).toBe(168)
  expect(fittingWidth([], ROOM)).toBe(100)
  expect(fittingWidth(['x'.repeat(63)], ROOM)).toBe(400)
})
