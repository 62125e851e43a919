import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalisePath } from './normalise-path.ts'

describe('normalisePath', () => {
  test.each([
    ['/', { path: '/' }],
    ['/a//b/./c/../d', { path: '/a/b/d' }],
    ['/a/..', { path: '/' }],
    ['/a/b/', { path: '/a/b/' }],
    ['/a/b/.', { path: '/a/b/' }],
    ['/%61%2Fb', { path: '/a/b' }],
    ['/gr%C3%BCn', { path: '/grün' }],
    ['/%ff', { path: '/\u00ff' }],
    ['/..', { problem: 'it leaves the root' }],
    ['/a/../../b', { problem: 'it leaves the root' }],
    ['/%2e%2e/x', { problem: 'it leaves the root' }],
    ['/a%zz', { problem: 'the escape at 2 is none' }],
    ['/a%', { problem: 'the escape at 2 is none' }],
    ['/%00', { problem: 'it has a zero byte' }],
  ])('%s', (raw, expected) => {
    expect(normalisePath(raw)).toEqual(expected)
  })

  test('a normalised path is its own normal form', () => {
    const aPath = fc
      .array(fc.constantFrom('a', 'b', '..', '.', '', 'c'), { maxLength: 6 })
      .map((parts) => `/${parts.join('/')}`)
    fc.assert(
      fc.property(aPath, (raw) => {
        const once = normalisePath(raw)
        if ('path' in once) expect(normalisePath(once.path)).toEqual(once)
      }),
      { numRuns: 200 },
    )
  })
})
