import { expect, test } from 'vitest'
import { durationText, spanText } from './time-text.ts'

test('a duration is told with as much detail as it has weight', () => {
  expect([0, 20, 999, 1000, 4190, 59_949, 59_950, 123_400, 3_599_499, 3_599_500, 3_720_000].map(durationText)).toEqual([
    '0 ms',
    '20 ms',
    '999 ms',
    '1.0 s',
    '4.2 s',
    '59.9 s',
    '1 min 0 s',
    '2 min 3 s',
    '59 min 59 s',
    '1 h 0 min',
    '1 h 2 min',
  ])
})

test('a stretch is told to the millisecond, with its days where it crosses midnight, and open where it lasts', () => {
  const from = Date.parse('2026-11-20T23:59:59.120Z')
  expect([spanText(from, from + 10), spanText(from, from + 1000), spanText(from)]).toEqual([
    '23:59:59.120–23:59:59.130 UTC',
    '2026-11-20 23:59:59.120–2026-11-21 00:00:00.120 UTC',
    '23:59:59.120–… UTC',
  ])
})
