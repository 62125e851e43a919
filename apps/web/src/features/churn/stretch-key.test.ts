import { expect, test } from 'vitest'
import { stretchKey } from './stretch-key.ts'

const live = { window: { from: 0, to: 900, isLive: true }, asked: { from: '-15m', to: null }, namespaces: ['shop'] }

test('a stretch that follows the present stays the same one while it moves, and is another for other namespaces', () => {
  const later = { ...live, window: { from: 100, to: 1_000, isLive: true } }
  expect(stretchKey(later)).toBe(stretchKey(live))
  expect(stretchKey({ ...live, namespaces: [] })).not.toBe(stretchKey(live))
  expect(stretchKey({ ...live, asked: { from: '-1h', to: null } })).not.toBe(stretchKey(live))
})

test('a stretch that stands still is another one when it is moved', () => {
  const still = { ...live, window: { from: 0, to: 900, isLive: false } }
  expect(stretchKey(still)).not.toBe(stretchKey(live))
  expect(stretchKey({ ...still, window: { from: 100, to: 1_000, isLive: false } })).not.toBe(stretchKey(still))
})
