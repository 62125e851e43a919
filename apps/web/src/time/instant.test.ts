import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantText, parseInstant } from './instant.ts'
import { typedInstant } from './typed-instant.ts'
import { untilInstant } from './until.ts'

describe('an instant in a link', () => {
  test('is a time in one of two forms, or a place in the log', () => {
    const time = Date.UTC(2026, 10, 21, 14, 3, 22, 418)
    expect(parseInstant('2026-11-21T14:03:22.418Z')).toEqual({ time })
    expect(parseInstant('2026-11-21T15:03:22.418+01:00')).toEqual({ time })
    expect(parseInstant(String(time))).toEqual({ time })
    expect(parseInstant('seq:4711')).toEqual({ seq: 4711 })
  })

  test.each(['', 'foo', 'seq:', 'seq:-1', '-15m', '14:03', '2026-11-21', '2026-13-01T00:00:00Z', '99999999999999999'])(
    '%j is none',
    (text) => expect(parseInstant(text)).toBeUndefined(),
  )

  test('is written in one way, which reads back as the same', () => {
    const instants = fc.oneof(
      fc.integer({ min: 0, max: 4e12 }).map((time) => ({ time })),
      fc.nat().map((seq) => ({ seq })),
    )
    fc.assert(
      fc.property(instants, (instant) => {
        expect(parseInstant(instantText(instant))).toEqual(instant)
      }),
    )
  })

  test('ends a range with everything of its own millisecond', () => {
    expect(untilInstant({ time: 1 })).toEqual({ to: '1970-01-01T00:00:00.002Z' })
    expect(untilInstant({ seq: 7 })).toEqual({ to: 'seq:7' })
    expect(untilInstant(undefined)).toEqual({})
  })
})

describe('a typed instant', () => {
  const now = Date.UTC(2026, 10, 21, 14, 10, 0)
  const read = (text: string) => typedInstant(text, { now, zone: 'utc' })
  const time = (...parts: [number, number, number?, number?]) => ({
    time: Date.UTC(2026, 10, 21, parts[0], parts[1], parts[2] ?? 0, parts[3] ?? 0),
  })

  test('may be relative, a time of day, a date, or whatever a link takes', () => {
    expect(read('-15m')).toEqual({ time: now - 900_000 })
    expect(read(' 14:03 ')).toEqual(time(14, 3))
    expect(read('14:03:22.4')).toEqual(time(14, 3, 22, 400))
    expect(read('2026-11-21 14:03:22.418')).toEqual(time(14, 3, 22, 418))
    expect(read('2026-11-21T14:03')).toEqual(time(14, 3))
    expect(read('2026-11-21')).toEqual(time(0, 0))
    expect(read('2026-11-21T14:03:22.418Z')).toEqual(time(14, 3, 22, 418))
    expect(read('2026-11-21 14:03:22.418Z')).toEqual(time(14, 3, 22, 418))
    expect(read('1795269802418')).toEqual(time(14, 3, 22, 418))
    expect(read('1795269802')).toEqual(time(14, 3, 22))
    expect(read('seq:12')).toEqual({ seq: 12 })
  })

  test('of a time of day that is still to come means the day before', () => {
    expect(read('23:00')).toEqual({ time: now - (15 * 60 + 10) * 60_000 })
  })

  test.each(['', 'soon', '25:00', '14:60', '2026-02-30', '2026-11-21 25:00', '-15', '1 2 3'])('%j is none', (text) =>
    expect(read(text)).toBeUndefined(),
  )

  test('is meant in the zone of the reader', () => {
    const local = new Date(2026, 10, 21, 3, 4).getTime()
    expect(typedInstant('2026-11-21 03:04', { now, zone: 'local' })).toEqual({ time: local })
  })
})
