import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchAtStart, matchWhole, readPattern } from './pattern-match.ts'
import type { MatchRegex } from './resolution-options.ts'
import { matchWithRegExp } from './testing/served-cluster.ts'

const lowered = (written: string) => ({ written, lower: written.toLowerCase() })
const piece = fc.constantFrom('/', 'a', 'B', 'ab', '.', '(/|$)', '(.*)', '[0-9]+', 'x?', '(?:a|b)', '\\d')
const aPattern = fc.array(piece, { maxLength: 4 }).map((pieces) => `/${pieces.join('')}`)
const aText = fc
  .array(fc.constantFrom('/', 'a', 'b', 'A', '1', 'x'), { maxLength: 5 })
  .map((parts) => `/${parts.join('')}`)

describe('patterns', () => {
  test('what is decided without the engine is what the engine says', () => {
    fc.assert(
      fc.property(aPattern, aText, (pattern, text) => {
        const whole = new RegExp(`^(?:${pattern})$`).test(text)
        const start = new RegExp(`^${pattern}`, 'i').test(text)
        const found = [
          matchWhole(pattern, text, matchWithRegExp),
          matchAtStart(readPattern(pattern), lowered(text), matchWithRegExp),
        ]
        expect(found.map((match) => match !== 'no-match')).toEqual([whole, start])
      }),
      { numRuns: 500 },
    )
  })

  test('without an engine, or with one that gives up, only what is plain is decided', () => {
    const givesUp: MatchRegex = () => 'unsupported'
    const verdicts = [undefined, givesUp].map((engine) => [
      matchAtStart(readPattern('/shop'), lowered('/SHOP/cart'), engine),
      matchAtStart(readPattern('/shop(/|$)'), lowered('/other'), engine),
      matchAtStart(readPattern('/shop(/|$)'), lowered('/shop'), engine),
      matchAtStart(readPattern('/a|/b'), lowered('/b'), engine),
    ])
    expect(verdicts).toEqual(Array(2).fill([['/SHOP'], 'no-match', 'undecided', 'undecided']))
  })

  test('a pattern that backtracks is never run here', () => {
    expect(matchWhole('(a+)+b', 'a'.repeat(5000), undefined)).toBe('undecided')
  })
})
