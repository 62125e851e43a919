import { describe, expect, test } from 'vitest'
import { fieldDifferences } from './field-differences.ts'

describe('fieldDifferences', () => {
  test.each([
    ['the same', { a: 1, b: [1] }, { b: [1], a: 1 }, []],
    [
      'a value within',
      { facts: { ready: 2 } },
      { facts: { ready: 1 } },
      [{ path: 'facts.ready', before: 2, after: 1 }],
    ],
    ['a field that came', { facts: {} }, { facts: { zone: 'a' } }, [{ path: 'facts.zone', after: 'a' }]],
    ['a field that went', { facts: { zone: 'a' } }, { facts: {} }, [{ path: 'facts.zone', before: 'a' }]],
    ['nothing to something', { uid: null }, { uid: 'u' }, [{ path: 'uid', before: null, after: 'u' }]],
    ['another kind of value', { a: { b: 1 } }, { a: 1 }, [{ path: 'a', before: { b: 1 }, after: 1 }]],
    [
      'an element of as many',
      { l: [{ n: 1 }, { n: 2 }] },
      { l: [{ n: 1 }, { n: 3 }] },
      [{ path: 'l[1].n', before: 2, after: 3 }],
    ],
    ['more elements', { l: [{ n: 1 }] }, { l: [] }, [{ path: 'l', before: [{ n: 1 }], after: [] }]],
    ['plain elements', { l: ['a', 'b'] }, { l: ['a', 'c'] }, [{ path: 'l', before: ['a', 'b'], after: ['a', 'c'] }]],
    ['a name with a dot', { l: { 'a.b': 1 } }, { l: { 'a.b': 2 } }, [{ path: 'l["a.b"]', before: 1, after: 2 }]],
  ])('%s', (...[, before, after, expected]) => {
    expect(fieldDifferences(before, after)).toEqual(expected)
  })
})
