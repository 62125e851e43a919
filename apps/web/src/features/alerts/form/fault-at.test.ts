import { expect, test } from 'vitest'
import { faultAt } from './fault-at.ts'

test.each([
  ['body/thresholds/for: expected a duration', 'for'],
  ['for of zero-endpoints is a duration: write "30s" for 30 seconds.', 'for'],
  ['zero-endpoints has no threshold fro: did you mean for?', 'fro'],
  ['body.span.timeZone is no time zone', 'timeZone'],
])('%s is told at %s', (detail, member) => {
  expect(faultAt(detail, member)).toBe(detail)
})

test.each([
  ['body/thresholds/clearFor: expected a duration', 'for'],
  ['The log cannot be read', 'for'],
  [undefined, 'for'],
])('%s is not told at %s', (detail, member) => {
  expect(faultAt(detail, member)).toBeUndefined()
})
