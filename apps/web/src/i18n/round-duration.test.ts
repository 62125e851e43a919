import { expect, test } from 'vitest'
import { formatDuration } from './duration.ts'
import { roundDuration } from './round-duration.ts'

test.each([
  [0, '0 ms'],
  [19.6, '20 ms'],
  [999, '999 ms'],
  [4_190, '4.2 s'],
  [26_260, '26.3 s'],
  [59_949, '59.9 s'],
  [59_950, '1 min'],
  [123_400, '2 min 3 s'],
  [3_599_499, '59 min 59 s'],
  [3_599_500, '1 h'],
  [3_720_000, '1 h 2 min'],
])('%d ms are told as %s, as in the sentence of a verdict', (ms, told) => {
  expect(formatDuration(roundDuration(ms), 'en')).toBe(told)
})
