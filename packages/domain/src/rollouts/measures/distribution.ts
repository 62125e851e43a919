import type { Distribution, LagDistribution } from '../rollout-detail.ts'

/** Samples, and how many are none because they are not known exactly, or not true. */
export interface Samples {
  readonly values: readonly number[]
  readonly discarded: number
}

/** What samples are like; `undefined` for none. */
export function distributionOf({ values, discarded }: Samples): Distribution | undefined {
  const sorted = Float64Array.from(values).sort()
  const rank = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
  const [min] = sorted
  if (min === undefined) return undefined
  return { count: sorted.length, min, median: rank(0.5), p90: rank(0.9), max: rank(1), discarded }
}

/** Of lags between two streams: one told the wrong way round counts as none, and says how far the streams are apart. */
export function lagDistributionOf({ values, discarded }: Samples): LagDistribution | undefined {
  const distribution = distributionOf({ values: values.map((value) => Math.max(0, value)), discarded })
  const skewMs = values.reduce((most, value) => Math.max(most, -value), 0)
  return distribution && { ...distribution, skewMs }
}
