import { expect, test } from 'vitest'
import { timeTicks } from './time-axis.ts'

const at = Date.UTC(2026, 10, 21, 13, 58, 30)

test.each([
  ['a second, in milliseconds', 1_000, ['13:58:30.000', '13:58:30.500', '13:58:31.000']],
  ['a minute, in seconds', 60_000, ['13:58:30', '13:58:45', '13:59:00', '13:59:15', '13:59:30']],
  ['an hour, in minutes', 3_600_000, ['14:00', '14:15', '14:30', '14:45']],
  ['two days, with the date at midnight', 172_800_000, ['11-22', '12:00', '11-23', '12:00']],
])('ticks of %s', (_, span, labels) => {
  expect(timeTicks({ from: at, to: at + span }, 3, 'utc').map(({ label }) => label)).toEqual(labels)
})
