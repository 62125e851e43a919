/** Ready endpoints of one Service at a moment: of the old and the new revision, and of no Pod of this workload. */
export interface ReadyShare {
  readonly from: number
  readonly to: number
  readonly other: number
}

/** The course of a rollout in at most 60 equal stretches; each has the share with the fewest ready in it. */
export interface Sparkline {
  /** Epoch ms: the request. */
  readonly from: number
  readonly bucketMs: number
  readonly buckets: readonly ReadyShare[]
}
