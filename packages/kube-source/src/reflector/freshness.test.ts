import { ManualClock } from '@portolan/pipeline/testing'
import { describe, expect, test } from 'vitest'
import { Freshness } from './freshness.ts'

const T0 = Date.UTC(2026, 10, 21, 1, 0, 0)

function aFreshness(sureAt = T0) {
  const clock = new ManualClock(T0)
  return { clock, freshness: new Freshness(clock, sureAt) }
}

describe('Freshness', () => {
  test('while all is well a change is as old as its arrival', () => {
    const { freshness } = aFreshness()
    expect(freshness.arrived(T0 + 5)).toEqual({ observedAt: T0 + 5 })
    expect(freshness.sureAt).toBe(T0 + 5)
  })

  test('[B.7] for a while after an interruption a line may be as old as the last sure instant', () => {
    const { clock, freshness } = aFreshness()
    freshness.arrived(T0 + 10)
    clock.advance(5000)
    freshness.catchUp(2000)
    clock.advance(1999)
    expect(freshness.arrived(T0 + 6999)).toEqual({ observedAt: T0 + 6999, observedFrom: T0 + 10 })
    expect(freshness.sureAt).toBe(T0 + 10)
    clock.advance(1)
    expect(freshness.arrived(T0 + 7000)).toEqual({ observedAt: T0 + 7000 })
  })

  test('[J2.1] a wall clock that steps back makes no interval that ends before it begins', () => {
    const { freshness } = aFreshness()
    freshness.arrived(T0 + 60_000)
    freshness.catchUp(2000)
    expect(freshness.arrived(T0)).toEqual({ observedAt: T0, observedFrom: T0 })
  })
})
