import { describe, expect, test } from 'vitest'
import { parseTime, revealIn, shiftWindow, timeWindow, zoomWindow } from './time-window.ts'

const now = Date.UTC(2026, 10, 21, 14, 0, 0)
const minute = 60_000

describe('timeWindow', () => {
  test('without a wish it follows the last 15 minutes', () => {
    expect(timeWindow({ from: null, to: null }, { now, oldestAt: undefined })).toEqual({
      from: now - 15 * minute,
      to: now,
      isLive: true,
    })
  })

  test('it never begins before the history does', () => {
    const window = timeWindow({ from: '-6h', to: null }, { now, oldestAt: now - 5 * minute })
    expect(window).toEqual({ from: now - 5 * minute, to: now, isLive: true })
  })

  test('two instants stand still', () => {
    const asked = { from: '2026-11-21T13:00:00.500Z', to: String(now - minute) }
    expect(timeWindow(asked, { now, oldestAt: undefined })).toEqual({
      from: now - 60 * minute + 500,
      to: now - minute,
      isLive: false,
    })
  })

  test('nonsense is as if nothing had been asked, and no window is empty', () => {
    expect(timeWindow({ from: 'yesterday', to: null }, { now, oldestAt: undefined }).from).toBe(now - 15 * minute)
    expect(timeWindow({ from: String(now), to: null }, { now, oldestAt: now }).from).toBe(now - 1_000)
  })
})

describe('timeWindow around an instant', () => {
  const nothing = { from: null, to: null }

  test('the window that follows the present stays where it shows the instant', () => {
    const at = now - 14 * minute
    expect(timeWindow(nothing, { now, oldestAt: undefined, at })).toEqual({
      from: now - 15 * minute,
      to: now,
      isLive: true,
    })
  })

  test('else it stands around the instant, within the history', () => {
    const at = now - 60 * minute
    const window = timeWindow(nothing, { now, oldestAt: undefined, at })
    expect(window.isLive).toBe(false)
    expect(window.to - window.from).toBe(15 * minute)
    expect([window.from < at, at < window.to]).toEqual([true, true])
    expect(timeWindow(nothing, { now, oldestAt: at - minute, at }).from).toBe(at - minute)
  })

  test('a window that stands still stays where it is', () => {
    const asked = { from: String(now - 30 * minute), to: String(now - 20 * minute) }
    expect(timeWindow(asked, { now, oldestAt: undefined, at: now - 60 * minute }).to).toBe(now - 20 * minute)
  })
})

test('a window moves only as far as it takes to show an instant, and never past the present', () => {
  const window = { from: now - 20 * minute, to: now - 10 * minute, isLive: false }
  expect(revealIn(window, now - 15 * minute, now)).toBe(window)
  expect(revealIn(window, now - 30 * minute, now)).toEqual({
    from: now - 32 * minute,
    to: now - 22 * minute,
    isLive: false,
  })
  expect(revealIn(window, now, now).to).toBe(now)
})

test('an instant can be written in three ways', () => {
  expect([parseTime('-90s', now), parseTime(String(now), now), parseTime('2026-11-21T14:00:00Z', now)]).toEqual([
    now - 90_000,
    now,
    now,
  ])
  expect(parseTime('-5w', now)).toBeUndefined()
})

test('shifting stops at the present, zooming keeps the instant under the cursor', () => {
  const window = { from: now - 20 * minute, to: now - 10 * minute, isLive: false }
  expect(shiftWindow(window, 0.5, now)).toEqual({ from: now - 15 * minute, to: now - 5 * minute, isLive: false })
  expect(shiftWindow(window, 9, now).to).toBe(now)
  expect(zoomWindow(window, 0.5, now - 12 * minute)).toEqual({
    from: now - 16 * minute,
    to: now - 11 * minute,
    isLive: false,
  })
})
