import type { Receiver } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { draftOf, emptyTarget, secretAt, shownSecretAt, TARGET_TYPES, withMember } from './receiver-draft.ts'

const hook: Receiver = {
  id: 'r1',
  name: 'hook',
  enabled: true,
  matcher: { severities: ['critical'] },
  perMinute: 30,
  language: 'en',
  target: {
    type: 'webhook',
    url: { set: true, from: 'file', name: '/run/secrets/hook' },
    signingKey: { set: false, from: 'sealed' },
  },
  health: { circuit: 'closed', waiting: 0, dead: 0, lastDeliveredAt: null, lastFailure: null },
}

describe('a receiver to be changed', () => {
  test('keeps its secrets without knowing them, and does not invent those that are not set', () => {
    expect(draftOf(hook)).toEqual({
      name: 'hook',
      enabled: true,
      matcher: { severities: ['critical'] },
      perMinute: 30,
      language: 'en',
      target: { type: 'webhook', url: { keep: true } },
    })
    expect(shownSecretAt(hook, 'url')).toEqual({ set: true, from: 'file', name: '/run/secrets/hook' })
    expect(shownSecretAt(undefined, 'url')).toBeUndefined()
  })

  test('a secret is replaced or left out', () => {
    const target = withMember(emptyTarget('webhook'), 'signingKey', { variable: 'KEY' })
    expect(secretAt(target, 'signingKey')).toEqual({ variable: 'KEY' })
    expect(withMember(target, 'signingKey', undefined)).toEqual(emptyTarget('webhook'))
  })

  test.each(TARGET_TYPES)('an empty %s knows its type', (type) => {
    expect(emptyTarget(type).type).toBe(type)
  })
})
