import type { RolloutDetail } from '@portolan/contract'

type Impact = RolloutDetail['services'][number]

const MEASURES = [
  'complete',
  'drained',
  'fewest',
  'zeroReady',
  'belowBudget',
  'missing',
  'mixed',
  'lag',
  'drain',
  'coverage',
] as const
export type MeasureName = (typeof MEASURES)[number]

/** A number of a rollout: how much, and whether it is worse than it should be. `undefined` where it could not be measured. */
export interface Measure {
  readonly name: MeasureName
  readonly value: MeasuredValue | undefined
  readonly isBad: boolean
}

export type MeasuredValue =
  /** As much is certain, and as much is possible; equal where both ends were seen live. */
  | { readonly unit: 'duration'; readonly least: number; readonly most: number }
  | { readonly unit: 'ratio'; readonly count: number; readonly of: number }
  /** What was missing, over the time it was missing. */
  | { readonly unit: 'podTime'; readonly ms: number }
  | { readonly unit: 'share'; readonly share: number }
  /** The median of some, and the largest; `skewMs`: two streams were seen to be so far apart. */
  | {
      readonly unit: 'distribution'
      readonly median: number
      readonly max: number
      readonly count: number
      readonly skewMs: number
    }

/** What was measured of a rollout, for one of its Services, in the order told. */
export function measuresOf(rollout: RolloutDetail, impact: Impact | undefined): Measure[] {
  const { requestedToComplete, completeToDrained, endpointLag, drainOverlap, coverage } = rollout
  const exact = (ms: number): MeasuredValue => ({ unit: 'duration', least: ms, most: ms })
  const values: Record<
    MeasureName,
    { readonly value: MeasuredValue | undefined; readonly isBad?: boolean | undefined }
  > = {
    complete: { value: requestedToComplete && { unit: 'duration', ...requestedToComplete } },
    drained: { value: completeToDrained && { unit: 'duration', ...completeToDrained } },
    fewest: {
      value: impact && { unit: 'ratio', count: impact.minReady, of: impact.desired },
      isBad: impact && (impact.zeroReadyCount > 0 || impact.wasBelowBudget),
    },
    zeroReady: { value: impact && exact(impact.zeroReadyMs), isBad: impact && impact.zeroReadyCount > 0 },
    belowBudget: { value: impact && exact(impact.belowBudgetMs), isBad: impact?.wasBelowBudget },
    missing: { value: impact && { unit: 'podTime', ms: impact.missingPodMs } },
    mixed: { value: impact && exact(impact.mixedMs) },
    lag: { value: endpointLag && { unit: 'distribution', ...endpointLag } },
    drain: { value: drainOverlap && { unit: 'distribution', ...drainOverlap, max: drainOverlap.min, skewMs: 0 } },
    coverage: { value: { unit: 'share', share: coverage }, isBad: coverage < 1 },
  }
  return MEASURES.map((name) => ({ name, value: values[name].value, isBad: values[name].isBad ?? false }))
}
