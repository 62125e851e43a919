import { describe, expect, it } from 'vitest'
import { silenceState } from './matching-silences.ts'
import { recurringStretchAt } from './recurring-span.ts'
import type { Silence, SilenceSpan } from './silence.ts'

const HOUR = 3_600_000
const nothing = new Set<string>()

describe('silences', () => {
  it('until: pending before, active from its beginning, over at its end', () => {
    const silence = silenceOf({ type: 'until', from: 100, to: 200 })
    expect([99, 100, 199, 200].map((at) => silenceState(silence, at, nothing))).toEqual([
      'pending',
      'active',
      'active',
      'expired',
    ])
  })

  it('until resolved: as long as one of its alerts fires', () => {
    const silence = silenceOf({ type: 'until-resolved', from: 0, alerts: ['a', 'b'] })
    expect(silenceState(silence, 1, new Set(['b']))).toBe('active')
    expect(silenceState(silence, 1, new Set(['c']))).toBe('expired')
  })

  it('one that was ended early is over', () => {
    const silence = { ...silenceOf({ type: 'until', from: 0, to: 1000 }), endedAt: 500 }
    expect(silenceState(silence, 499, nothing)).toBe('active')
    expect(silenceState(silence, 500, nothing)).toBe('expired')
  })
})

describe('recurring maintenance', () => {
  const nights = { type: 'recurring', weekdays: [6], start: '23:00', durationMs: 3 * HOUR } as const

  it('belongs to the day on which it begins, in its own zone, and runs past midnight', () => {
    const berlin = { ...nights, timeZone: 'Europe/Berlin' }
    const saturday = Date.UTC(2026, 10, 21, 22, 0)
    expect(isCovered(berlin, saturday - 1)).toBe(false)
    expect(isCovered(berlin, saturday)).toBe(true)
    expect(isCovered(berlin, saturday + 3 * HOUR - 1)).toBe(true)
    expect(isCovered(berlin, saturday + 3 * HOUR)).toBe(false)
    expect(isCovered(berlin, saturday + 24 * HOUR)).toBe(false)
  })

  it('keeps to the clock on the wall where summer time ends, and to real time for its length', () => {
    const sunday = {
      type: 'recurring',
      weekdays: [0],
      start: '02:30',
      durationMs: HOUR,
      timeZone: 'Europe/Berlin',
    } as const
    // 2026-10-25: at 03:00 CEST it is 02:00 CET again. 02:30 comes twice; the second begins it.
    const covered = [0, 1, 2, 3, 4].map((halves) =>
      isCovered(sunday, Date.UTC(2026, 9, 25, 0, 30) + (halves * HOUR) / 2),
    )
    expect(covered.filter(Boolean)).toHaveLength(2)
  })

  it('may last for days', () => {
    const weekend = {
      type: 'recurring',
      weekdays: [5],
      start: '18:00',
      durationMs: 60 * HOUR,
      timeZone: 'UTC',
    } as const
    const friday = Date.UTC(2026, 10, 20, 18)
    expect(isCovered(weekend, friday + 59 * HOUR)).toBe(true)
    expect(isCovered(weekend, friday + 60 * HOUR)).toBe(false)
    expect(isCovered(weekend, friday - HOUR)).toBe(false)
  })
})

function isCovered(span: Parameters<typeof recurringStretchAt>[0], at: number): boolean {
  return recurringStretchAt(span, at) !== undefined
}

function silenceOf(span: SilenceSpan): Silence {
  return { id: 's', matcher: {}, span, reason: 'deploying', createdBy: 'on call', createdAt: 0 }
}
