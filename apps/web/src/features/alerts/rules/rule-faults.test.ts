import type { AlertRule } from '@portolan/contract'
import { expect, test } from 'vitest'
import { ruleFaults } from './rule-faults.ts'

const RULE: AlertRule = {
  ...{ id: 'r', name: 'r', detector: 'low-endpoints', enabled: true, scope: {}, origin: 'stored' },
  ...{ renotify: '4h', grace: '60s', thresholds: { for: '90s', share: 0.5, minDesired: 2 } },
}

test('a rule as it is kept has no fault', () => {
  expect(ruleFaults(RULE)).toEqual(new Map())
})

test('what cannot be meant is named with what is expected there', () => {
  const thresholds = { for: 'soon', share: '', minDesired: -1 }
  expect(ruleFaults({ ...RULE, thresholds, renotify: '4', grace: '1.5h' })).toEqual(
    new Map([
      ['for', 'duration'],
      ['share', 'number'],
      ['minDesired', 'number'],
      ['renotify', 'duration'],
      ['grace', 'duration'],
    ]),
  )
})
