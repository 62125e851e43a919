/** Ready endpoints of one Service at a moment: of the old and the new revision, and of no Pod of this workload. */
export interface ReadyShare {
  readonly from: number
  readonly to: number
  readonly other: number
}

/** The course of a rollout in at most `SPARKLINE_BUCKETS` equal stretches; each has the share with the fewest ready in it. */
export interface Sparkline {
  /** Epoch ms: the request. */
  readonly from: number
  readonly bucketMs: number
  readonly buckets: readonly ReadyShare[]
}

/** A step of a step function: so it was from here to the next step. */
export interface SeriesStep {
  /** Epoch ms, our clock: the slice, or the workload that wants another number, was received. */
  readonly at: number
  /** The change happened in (`notBefore`, `at`]. */
  readonly notBefore: number
  readonly seq: number
  /** Ready endpoints, in the order of `RolloutSeries.revisions`. */
  readonly ready: readonly number[]
  /** Terminating and still serving, all revisions: kube-proxy uses them where nothing is ready. */
  readonly servingTerminating: number
  readonly desired: number
  readonly minAvailable: number
}

/** Ready endpoints of one Service by revision as a step function. The first step is the moment before the request. */
export interface RolloutSeries {
  /** `namespace/name`. */
  readonly service: string
  /** `undefined` for endpoints whose Pod is unknown or has no revision. The old revision first, the new one last. */
  readonly revisions: readonly (string | undefined)[]
  readonly steps: readonly SeriesStep[]
}
