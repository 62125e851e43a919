import { describe, expect, test } from 'vitest'
import { DEFAULT_TUNING } from '../tuning.ts'
import { Backoff } from './backoff.ts'

const backoff = (random: number) => new Backoff({ ...DEFAULT_TUNING, random: () => random })
const delays = (some: Backoff, count: number) => Array.from({ length: count }, () => some.next())

describe('Backoff', () => {
  test('[B.6] it doubles from 0.8 s, with up to as much again as jitter, to 30 s in all', () => {
    expect(delays(backoff(0), 7)).toEqual([800, 1600, 3200, 6400, 12_800, 15_000, 15_000])
    expect(delays(backoff(1), 7)).toEqual([1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000])
  })

  test('[B.6] two minutes of health start it anew, less does not', () => {
    const some = backoff(0)
    delays(some, 3)
    some.wasHealthy(119_000)
    expect(some.next()).toBe(6400)
    some.wasHealthy(120_000)
    expect(some.next()).toBe(800)
  })

  test('[B.6] Retry-After is honoured with jitter on top, never less, and within reason', () => {
    expect(backoff(0).next(1000)).toBe(1000)
    expect(backoff(0.5).next(1000)).toBe(1500)
    expect(backoff(0).next(86_400_000)).toBe(300_000)
  })
})
