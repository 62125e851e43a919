import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LiveTimers } from './live-timers.ts'
import type { Timers } from './timers.ts'
import { VirtualTimers } from './virtual-timers.ts'

/** Plan calls out of order, one of them taken back, one planned by another. */
function plan(timers: Timers): string[] {
  const ran: string[] = []
  const startedAt = timers.now()
  const note = (name: string) => () => void ran.push(`${name} at ${timers.now() - startedAt}`)
  timers.after(300, note('late'))
  timers.after(100, note('first'))
  timers.after(100, note('second'))
  timers.after(200, note('never'))()
  timers.after(150, () => timers.after(50.2, note('nested')))
  return ran
}

const EXPECTED = ['first at 100', 'second at 100', 'nested at 201', 'late at 300']

describe('VirtualTimers', () => {
  test('calls run at their time, in the order they were asked for', () => {
    const timers = new VirtualTimers(1_000)
    const ran = plan(timers)
    timers.advance(299)
    expect(ran).toEqual(EXPECTED.slice(0, 3))
    timers.advance(1)
    expect(ran).toEqual(EXPECTED)
    expect(timers.now()).toBe(1_300)
  })

  test('time stops where the condition holds', () => {
    const timers = new VirtualTimers(0)
    const ran = plan(timers)
    expect(timers.advanceUntil(() => ran.length === 2, 1_000)).toBe(true)
    expect(timers.now()).toBe(100)
    expect(timers.advanceUntil(() => false, 1_000)).toBe(false)
    expect(timers.now()).toBe(1_100)
  })
})

describe('LiveTimers', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
  afterEach(() => void vi.useRealTimers())

  test('the past is caught up in order, each call at its own time', async () => {
    const timers = new LiveTimers(1_000)
    const ran = plan(timers)
    vi.advanceTimersByTime(500)
    expect(ran).toEqual([])
    await timers.catchUp()
    expect(ran).toEqual(EXPECTED)
  })

  test('what was planned beyond now happens on the wall clock', async () => {
    const timers = new LiveTimers(250)
    const ran = plan(timers)
    await timers.catchUp()
    expect(ran).toEqual(EXPECTED.slice(0, 3))
    vi.advanceTimersByTime(50)
    expect(ran).toEqual(EXPECTED)
  })

  test('nothing happens after it is closed', () => {
    const timers = new LiveTimers()
    const ran = plan(timers)
    timers.close()
    timers.after(10, () => void ran.push('after closing'))
    vi.advanceTimersByTime(1_000)
    expect(ran).toEqual([])
  })
})
