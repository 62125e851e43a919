import { expect, test } from 'vitest'
import { selectorText } from './selector-text.ts'

test('a selector reads as kubectl takes it', () => {
  const matchExpressions = [
    { key: 'tier', operator: 'In', values: ['a', 'b'] },
    { key: 'zone', operator: 'NotIn', values: ['c'] },
    { key: 'canary', operator: 'DoesNotExist', values: [] },
    { key: 'live', operator: 'Exists', values: [] },
  ] as const
  expect(selectorText({ matchLabels: { app: 'web' }, matchExpressions })).toBe(
    'app=web, tier in (a, b), zone notin (c), !canary, live',
  )
  expect(selectorText({ matchLabels: {}, matchExpressions: [] })).toBe('')
})
