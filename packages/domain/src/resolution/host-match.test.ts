import { describe, expect, test } from 'vitest'
import { covers, oneLabelWildcard, sharedHostname, wildcardsOver } from './host-match.ts'

describe('hosts', () => {
  test('[E.2] an Ingress wildcard stands for exactly one label', () => {
    expect(['a.foo.com', 'b.a.foo.com', 'com', '.com'].map(oneLabelWildcard)).toEqual([
      '*.foo.com',
      '*.a.foo.com',
      undefined,
      undefined,
    ])
  })

  test('[D.8] a Gateway wildcard stands for one label or more', () => {
    expect([...wildcardsOver('foo.bar.wildcard.io')]).toEqual(['*.bar.wildcard.io', '*.wildcard.io', '*.io'])
    expect([covers('*.wildcard.io', 'foo.bar.wildcard.io'), covers('*.wildcard.io', 'wildcard.io')]).toEqual([
      true,
      false,
    ])
  })

  test.each([
    ['*.wildcard.io', 'foo.bar.wildcard.io', 'foo.bar.wildcard.io'],
    ['very.specific.com', '*.specific.com', 'very.specific.com'],
    ['*.wildcard.io', 'wildcard.io', undefined],
    ['*.a.com', '*.b.a.com', '*.b.a.com'],
    [undefined, 'a.com', 'a.com'],
    ['a.com', undefined, 'a.com'],
    [undefined, undefined, ''],
    ['a.com', 'b.com', undefined],
  ])('[D.8] listener %s and route %s share %s', (listener, route, shared) => {
    expect(sharedHostname(listener, route)).toBe(shared)
  })
})
