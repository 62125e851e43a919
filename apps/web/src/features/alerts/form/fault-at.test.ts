import { expect, test } from 'vitest'
import { faultAt } from './fault-at.ts'

test.each([
  ['Items/0/thresholds/for: a whole number with ms, s, m, h or d', 'for', 'a whole number with ms, s, m, h or d'],
  ['Name: too short; target/url: not a URL.', 'url', 'not a URL.'],
  ['Name: too short; target/url: not a URL.', 'name', 'too short'],
  ['for of zero-endpoints is a duration.', 'for', 'for of zero-endpoints is a duration.'],
  ['slow-drain has no threshold fro: did you mean for?', 'fro', 'slow-drain has no threshold fro: did you mean for?'],
])('%s is told at %s', (detail, member, told) => {
  expect(faultAt(detail, member)).toBe(told)
})

test.each([
  ['Items/0/thresholds/clearFor: a whole number', 'for'],
  ['share of low-endpoints is a number, not "for".', 'for'],
  ['The log cannot be read', 'for'],
  [undefined, 'for'],
])('%s is not told at %s', (detail, member) => {
  expect(faultAt(detail, member)).toBeUndefined()
})
