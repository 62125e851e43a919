import { describe, expect, test } from 'vitest'
import { anAlert } from '../../../testing/an-alert.ts'
import { tidyMatcher, wouldMute } from './would-mute.ts'

describe('what a silence would mute', () => {
  const alert = anAlert({ subject: 'Service/pay/ledger', severity: 'critical' })

  test.each([
    [{}],
    [{ namespaces: ['pay'] }],
    [{ namespaces: ['p*'], services: ['ledger'] }],
    [{ detectors: ['zero-endpoints' as const], severities: ['critical' as const] }],
    [{ ruleIds: ['default-zero-endpoints'] }],
    [{ labels: { app: 'anything' } }],
  ])('%j mutes it', (matcher) => {
    expect(wouldMute(matcher, alert)).toBe(true)
  })

  test.each([
    [{ namespaces: ['shop'] }],
    [{ namespaces: ['pay'], services: ['audit'] }],
    [{ severities: ['warning' as const] }],
    [{ ruleIds: ['mine'] }],
  ])('%j does not', (matcher) => {
    expect(wouldMute(matcher, alert)).toBe(false)
  })

  test('members that say nothing are left out: an empty list would hold nothing', () => {
    expect(tidyMatcher({ namespaces: [], services: undefined, labels: {}, detectors: ['slow-drain'] })).toEqual({
      detectors: ['slow-drain'],
    })
  })
})
