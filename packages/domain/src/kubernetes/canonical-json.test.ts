import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

test('what says the same is one text, whatever the order of its members', () => {
  expect(canonicalJson({ b: [1, 'two', { d: null, c: true }], a: { 'x"y': 'z' } })).toBe(
    '{"a":{"x\\"y":"z"},"b":[1,"two",{"c":true}]}',
  )
  expect(canonicalJson({ a: 1, b: null })).toBe(canonicalJson({ b: undefined, a: 1 }))
})

test('the order of a list counts', () => {
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]))
})
