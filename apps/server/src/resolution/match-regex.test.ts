import { describe, expect, test } from 'vitest'
import { boundedRegexes } from './match-regex.ts'

const exact = { ignoreCase: false }

const matchRegex = boundedRegexes()

describe('boundedRegexes', () => {
  test('finds a pattern anywhere, and tells its groups', () => {
    expect(matchRegex('/api/(v[0-9]+)(/|$)(.*)', '/api/v2/carts', exact)).toEqual(['/api/v2/carts', 'v2', '/', 'carts'])
    expect(matchRegex('^/a(b)?', '/a', exact)).toEqual(['/a', undefined])
    expect(matchRegex('^/api', '/shop', exact)).toBeUndefined()
  })

  test('letters may be of any case where the controller says so', () => {
    expect(matchRegex('^/API', '/api', exact)).toBeUndefined()
    expect(matchRegex('^/API', '/api', { ignoreCase: true })).toEqual(['/api'])
  })

  test('what only a backtracking engine knows is not guessed', () => {
    expect(matchRegex('^(?!/api)', '/shop', exact)).toBe('unsupported')
    expect(matchRegex('(', '/', exact)).toBe('unsupported')
  })

  test('a pattern that makes others backtrack for ever is answered', () => {
    expect(boundedRegexes()('^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(8_000), exact)).toBeUndefined()
  })

  test('one question asks for a bounded amount of work, whatever the patterns; the next begins anew', () => {
    const pattern = '^/((a{0,30}){0,30})b'
    const path = `/${'a'.repeat(8_000)}`
    const ask = boundedRegexes()
    const answers = Array.from({ length: 10 }, () => ask(pattern, path, exact))
    expect(answers.filter((answer) => answer === 'unsupported').length).toBeGreaterThan(7)
    expect(boundedRegexes()(pattern, '/aab', exact)).toEqual(['/aab', 'aa', expect.anything()])
  })
})
