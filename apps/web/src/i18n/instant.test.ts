import { expect, test } from 'vitest'
import { formatInstant, withDateUnlessToday, zoneName } from './instant.ts'

const at = Date.UTC(2026, 10, 21, 1, 0, 8, 74)

test('an instant is written to the millisecond, with the date where asked', () => {
  expect((['second', 'ms', 'date-second', 'date-ms'] as const).map((form) => formatInstant(at, form, 'utc'))).toEqual([
    '01:00:08',
    '01:00:08.074',
    '2026-11-21 01:00:08',
    '2026-11-21 01:00:08.074',
  ])
})

test('another day shows its date', () => {
  expect(withDateUnlessToday('ms', 'utc', { at, now: at + 3_600_000 })).toBe('ms')
  expect(withDateUnlessToday('second', 'utc', { at, now: at + 86_400_000 })).toBe('date-second')
})

test('local time and UTC name the same instant', () => {
  const [date, time] = formatInstant(at, 'date-ms', 'local').split(' ')
  expect(new Date(`${date}T${time}`).getTime()).toBe(at)
  expect(zoneName('utc', at)).toBe('UTC')
  expect(zoneName('local', at)).toMatch(/^UTC([+−]\d{1,2}(:\d\d)?)?$/)
})
