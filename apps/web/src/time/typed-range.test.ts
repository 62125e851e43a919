import { expect, test } from 'vitest'
import { typedRange } from './typed-range.ts'

const now = Date.parse('2026-11-21T14:03:22.418Z')
const clock = { now, zone: 'utc' } as const

test('a range pasted from Grafana is a stretch of time', () => {
  expect(typedRange('{"from":"now-1h","to":"now"}', clock)).toEqual({ from: now - 3_600_000, to: now })
  expect(typedRange('{"from":"2026-11-21 13:00:00","to":"2026-11-21 13:05:00"}', clock)).toEqual({
    from: Date.parse('2026-11-21T13:00:00Z'),
    to: Date.parse('2026-11-21T13:05:00Z'),
  })
  expect(typedRange('{"from":"1795269802418","to":"2026-11-21T15:00:00.000Z"}', clock)).toEqual({
    from: 1_795_269_802_418,
    to: Date.parse('2026-11-21T15:00:00Z'),
  })
})

test.each([
  '',
  '14:03',
  '{"from":"now"}',
  '{"from":"now","to":"now-1h"}',
  '{"from":"noon","to":"now"}',
  '[1,2]',
  'null',
])('%s is none', (typed) => {
  expect(typedRange(typed, clock)).toBeUndefined()
})
