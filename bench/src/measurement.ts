/** One budget of the product, as measured now. */
export interface Measurement {
  /** What was measured, in words: `second start to listening`. */
  readonly what: string
  /** The figure, with its unit. */
  readonly measured: string
  /** The limit measured in the same run, where the budget is a ratio. */
  readonly limit?: string
  /** The budget, as product words: `≥ 0.5 × limit`. */
  readonly budget: string
  readonly isMet: boolean
}

/** A benchmark: a name to choose it by, and what it measures. Runs alone; leaves nothing behind. */
export interface Benchmark {
  readonly name: string
  run(): Promise<readonly Measurement[]>
}

/** The value below which a share of the values lies; NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}
