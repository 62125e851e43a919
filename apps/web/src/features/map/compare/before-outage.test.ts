import { expect, test } from 'vitest'
import { beforeOutage } from './before-outage.ts'

const minute = (at: number) => new Date(Date.UTC(2026, 10, 21, 14, at)).toISOString()
const outage = (from: number, to: number | null) => ({
  namespace: 'shop',
  name: 'web',
  from: minute(from),
  to: to === null ? null : minute(to),
})
const stretch = (...zeroReady: ReturnType<typeof outage>[]) => ({ from: minute(0), zeroReady })
const at = Date.parse(minute(50))

test('the instant before the newest outage, going on or over', () => {
  expect(beforeOutage(stretch(outage(10, 12), outage(40, null)), at)).toBe(Date.parse(minute(40)) - 1)
  expect(beforeOutage(stretch(outage(10, 12), outage(30, 31)), at)).toBe(Date.parse(minute(30)) - 1)
})

test('outages that run into each other are one', () => {
  expect(beforeOutage(stretch(outage(20, 35), outage(30, 45), outage(5, 6)), at)).toBe(Date.parse(minute(20)) - 1)
})

test('what was down all along, what came later and a quiet stretch say nothing', () => {
  expect(beforeOutage(stretch(outage(-5, null), outage(55, 56)), at)).toBeUndefined()
  expect(beforeOutage(stretch(), at)).toBeUndefined()
})
