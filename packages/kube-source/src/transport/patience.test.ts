import { ManualClock } from '@portolan/pipeline/testing'
import { describe, expect, test, vi } from 'vitest'
import { Patience } from './patience.ts'

async function passing(clock: ManualClock, ms: number) {
  clock.advance(ms)
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}

describe('Patience', () => {
  test('it rings once when its time has come', async () => {
    const clock = new ManualClock()
    const ring = vi.fn()
    new Patience(clock).set(100, ring)
    await passing(clock, 99)
    expect(ring).not.toHaveBeenCalled()
    await passing(clock, 1)
    await passing(clock, 500)
    expect(ring).toHaveBeenCalledTimes(1)
  })

  test('setting it anew puts it off without another timer', async () => {
    const clock = new ManualClock()
    const patience = new Patience(clock)
    const ring = vi.fn()
    for (let piece = 0; piece < 50; piece++) {
      patience.set(100, ring)
      await passing(clock, 10)
    }
    expect(clock.sleeping).toBe(1)
    expect(ring).not.toHaveBeenCalled()
    await passing(clock, 90)
    expect(ring).toHaveBeenCalledTimes(1)
  })

  test('a shorter time counts at once', async () => {
    const clock = new ManualClock()
    const patience = new Patience(clock)
    const ring = vi.fn()
    patience.set(1000, ring)
    patience.set(10, ring)
    await passing(clock, 10)
    expect(ring).toHaveBeenCalledTimes(1)
  })

  test('disarmed or ended, it stays silent', async () => {
    const clock = new ManualClock()
    const ring = vi.fn()
    const disarmed = new Patience(clock)
    disarmed.set(10, ring)
    disarmed.disarm()
    const ended = new Patience(clock)
    ended.set(10, ring)
    ended.end()
    await passing(clock, 50)
    expect(ring).not.toHaveBeenCalled()
  })
})
