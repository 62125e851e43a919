import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasPathPrefix } from './path-match.ts'

/** The rule as it is written: element by element. */
function byElements(path: string, prefix: string): boolean {
  const elementsOf = (text: string) => text.replace(/\/$/, '').split('/')
  const requested = elementsOf(path)
  return elementsOf(prefix).every((element, at) => element === requested[at])
}

const aPath = fc
  .array(fc.constantFrom('a', 'b', 'A', 'ab', '', '%2F'), { maxLength: 4 })
  .map((elements) => `/${elements.join('/')}`)

describe('hasPathPrefix', () => {
  test('says what a comparison of elements says', () => {
    fc.assert(
      fc.property(aPath, aPath, (path, prefix) => hasPathPrefix(path, prefix) === byElements(path, prefix)),
      { numRuns: 500 },
    )
  })

  test('a path has itself, with and without a slash, and the root for a prefix', () => {
    fc.assert(
      fc.property(aPath, (path) => {
        const folder = path.endsWith('/') ? path : `${path}/`
        expect([hasPathPrefix(path, path), hasPathPrefix(folder, path), hasPathPrefix(path, '/')]).toEqual([
          true,
          true,
          true,
        ])
      }),
      { numRuns: 200 },
    )
  })

  test('what is below a path has whatever prefix the path has', () => {
    fc.assert(
      fc.property(aPath, aPath, (path, prefix) => {
        fc.pre(hasPathPrefix(path, prefix) && !path.endsWith('/'))
        expect(hasPathPrefix(`${path}/below`, prefix)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
