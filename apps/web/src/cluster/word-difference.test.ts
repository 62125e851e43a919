import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordDifference } from './word-difference.ts'

test('only the words that differ are marked', () => {
  expect(wordDifference('registry.local/web:v41', 'registry.local/web:v42')).toEqual({
    head: 'registry.local/web:',
    before: 'v41',
    after: 'v42',
    tail: '',
  })
  expect(wordDifference('a b c', 'a c')).toEqual({ head: 'a ', before: 'b ', after: '', tail: 'c' })
})

test('the parts always make up the whole again', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const parts = wordDifference(before, after)
      expect(parts.head + parts.before + parts.tail).toBe(before)
      expect(parts.head + parts.after + parts.tail).toBe(after)
    }),
  )
})
