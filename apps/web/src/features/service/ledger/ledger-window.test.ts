import { describe, expect, test } from 'vitest'
import { ledgerWindow, parseInstant, shiftWindow, zoomWindow } from './ledger-window.ts'

const now = Date.UTC(2026, 10, 21, 14, 0, 0)
const minute = 60_000

describe('ledgerWindow', () => {
  test('without a wish it follows the last 15 minutes', () => {
    expect(ledgerWindow({ from: null, to: null }, { now, oldestAt: undefined })).toEqual({
      from: now - 15 * minute,
      to: now,
      isLive: true,
    })
  })

  test('it never begins before the history does', () => {
    const window = ledgerWindow({ from: '-6h', to: null }, { now, oldestAt: now - 5 * minute })
    expect(window).toEqual({ from: now - 5 * minute, to: now, isLive: true })
  })

  test('two instants stand still', () => {
    const asked = { from: '2026-11-21T13:00:00.500Z', to: String(now - minute) }
    expect(ledgerWindow(asked, { now, oldestAt: undefined })).toEqual({
      from: now - 60 * minute + 500,
      to: now - minute,
      isLive: false,
    })
  })

  test('nonsense is as if nothing had been asked, and no window is empty', () => {
    expect(ledgerWindow({ from: 'yesterday', to: null }, { now, oldestAt: undefined }).from).toBe(now - 15 * minute)
    expect(ledgerWindow({ from: String(now), to: null }, { now, oldestAt: now }).from).toBe(now - 1_000)
  })
})

test('an instant can be written in three ways', () => {
  expect([
    parseInstant('-90s', now),
    parseInstant(String(now), now),
    parseInstant('2026-11-21T14:00:00Z', now),
  ]).toEqual([now - 90_000, now, now])
  expect(parseInstant('-5w', now)).toBeUndefined()
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
