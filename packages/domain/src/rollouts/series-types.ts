import type { Moment } from './rollout-types.ts'

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

/** A step of a step function: so it was from here to the next step. */
export interface SeriesStep {
  /** The slice, or the object that wants another number, was received. */
  readonly from: Moment
  /** Ready endpoints, in the order of `RolloutSeries.revisions`. */
  readonly ready: readonly number[]
  /** Terminating and still serving, all revisions: kube-proxy uses them where nothing is ready (rule D.5). */
  readonly servingTerminating: number
  /** Pods wanted by all workloads that the Service selects. */
  readonly desired: number
  /** How many of those the strategy promises to keep. */
  readonly minAvailable: number
  /** How many exact steps it stands for: 1, unless the series was thinned. */
  readonly merged: number
}

/**
 * Ready endpoints of one Service by revision as a step function. The first step is the moment of the request.
 *
 * At most `MAX_SERIES_STEPS`. Where there were more, neighbours are merged, those that lasted shortest first: a merged step
 * begins with the first of them and shows the one with the fewest ready endpoints, so that no minimum is ever lost. What
 * several merged steps show of the time between is a lower bound; zero-ready windows are exact in `ServiceImpact`.
 */
export interface RolloutSeries {
  /** `namespace/name`. */
  readonly service: string
  /** `undefined` for endpoints whose Pod is unknown or has no revision. The old revision first, the new one last. */
  readonly revisions: readonly (string | undefined)[]
  readonly steps: readonly SeriesStep[]
}

export const MAX_SERIES_STEPS = 2000
