import { expect, test } from 'vitest'
import { skipQuiet } from './skip-quiet.ts'

const markers = {
  from: '1970-01-01T00:00:10.000Z',
  to: '1970-01-01T00:00:20.000Z',
  stepMs: 2_000,
  changes: [3, 0, 0, 1, 0],
}

test.each([
  ['inside of a step with a change time goes by', 11_300, 11_300],
  ['a quiet step leads to where the next change is', 12_000, 16_000],
  ['from its middle too', 15_999, 16_000],
  ['after the last change the window ends', 18_500, 20_000],
  ['before what is known nothing is skipped', 9_000, 9_000],
  ['nor after it', 21_000, 21_000],
])('%s', (_, at, next) => {
  expect(skipQuiet(at, markers)).toBe(next)
})

test('while nothing is known nothing is skipped', () => {
  expect(skipQuiet(12_000, undefined)).toBe(12_000)
})
