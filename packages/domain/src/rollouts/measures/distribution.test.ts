import { describe, expect, test } from 'vitest'
import type { Moment } from '../rollout-types.ts'
import { distributionOf, lagDistributionOf } from './distribution.ts'
import { durationRange } from './duration-range.ts'
import { samplesOf } from './moment-samples.ts'

const live = (at: number): Moment => ({ at, notBefore: at, seq: at })
const late = (notBefore: number, at: number): Moment => ({ at, notBefore, seq: at })

describe('[F.6] a measure over many Pods', () => {
  test('is told by samples that occurred, and by how many were none', () => {
    const values = [9, 1, 8, 2, 7, 3, 6, 4, 5, 10]
    expect(distributionOf({ values, discarded: 3 })).toEqual({
      ...{ count: 10, min: 1, median: 5, p90: 9, max: 10, discarded: 3 },
    })
    expect(distributionOf({ values: [7], discarded: 0 })).toMatchObject({ min: 7, median: 7, p90: 7, max: 7 })
    expect(distributionOf({ values: [], discarded: 3 })).toBeUndefined()
  })

  test('of a lag that is told the wrong way round is none, and says how far the streams were apart', () => {
    expect(lagDistributionOf({ values: [-30, 5, -10], discarded: 0 })).toMatchObject({ min: 0, max: 5, skewMs: 30 })
  })

  test('leaves out what was told late, by a list or by a watch that was away', () => {
    const pairs = [
      { service: 'shop/web', first: live(0), second: live(20) },
      { service: 'shop/web', first: late(0, 100), second: live(120) },
      { service: 'shop/web', first: live(0), second: { ...live(500), isListed: true as const } },
    ]
    expect(samplesOf(pairs)).toEqual({ values: [20], discarded: 2 })
  })

  test('of a duration is a range where an end was told late', () => {
    expect(durationRange(live(1000), live(3000))).toEqual({ least: 2000, most: 2000 })
    expect(durationRange(late(500, 1000), late(800, 3000))).toEqual({ least: 0, most: 2500 })
  })
})
