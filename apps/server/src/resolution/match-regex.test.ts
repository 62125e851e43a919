import { describe, expect, test } from 'vitest'
import { matchRegex } from './match-regex.ts'

const exact = { ignoreCase: false }

describe('matchRegex', () => {
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

  test('a pattern that makes others backtrack for ever is answered at once', () => {
    const from = performance.now()
    expect(matchRegex('^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(8_000), exact)).toBeUndefined()
    expect(performance.now() - from).toBeLessThan(20_000)
  })
})
