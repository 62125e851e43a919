import { compareText } from '../text-order.ts'
import type { BlindTime, RolloutState, RolloutVerdict, ServiceImpact, VerdictReason } from './rollout-types.ts'

/** What a verdict rests on. */
export interface VerdictFacts {
  readonly state: RolloutState
  /** It stood stalled or could create nothing when it ended, or stands so now. */
  readonly isStuck: boolean
  /** The worst first. */
  readonly services: readonly ServiceImpact[]
  readonly blind: readonly BlindTime[]
  readonly longestLagMs: number | undefined
}

/** The worst that can be said for certain (see `RolloutVerdict`), with what speaks for it. */
export function verdictOf({ state, isStuck, services, blind, longestLagMs }: VerdictFacts): RolloutVerdict {
  const worst = services[0]
  const isBlind = blind.some(({ kind }) => kind === 'EndpointSlice')
  const reasons = new Set<VerdictReason>(worst?.zeroReady.map(({ reason }) => reason))
  if (isStuck) reasons.add(state === 'failed-create' ? 'failed-create' : 'progress-deadline-exceeded')
  if (isBlind) reasons.add('blind')
  if (worst === undefined) reasons.add('no-service')
  if (worst?.wasBelowBudget) reasons.add('below-budget')
  if (worst?.publishesNotReady) reasons.add('publishes-not-ready')
  return {
    kind: kindOf(worst, { isStuck, isBlind }),
    ...(worst && { service: worst.service, minReady: worst.minReady, desired: worst.desired }),
    zeroReadyMs: worst?.zeroReadyMs ?? 0,
    ...(longestLagMs !== undefined && { longestLagMs }),
    reasons: [...reasons],
  }
}

/** Longest without an endpoint first, then longest below the budget, then with the most Pods missing, then by name. */
export function worstFirst(a: ServiceImpact, b: ServiceImpact): number {
  return (
    b.zeroReadyMs - a.zeroReadyMs ||
    b.zeroReadyCount - a.zeroReadyCount ||
    b.belowBudgetMs - a.belowBudgetMs ||
    b.desired - b.minReady - (a.desired - a.minReady) ||
    compareText(a.service, b.service)
  )
}

function kindOf(
  worst: ServiceImpact | undefined,
  { isStuck, isBlind }: { readonly isStuck: boolean; readonly isBlind: boolean },
): RolloutVerdict['kind'] {
  if (worst !== undefined && worst.zeroReadyCount > 0) return 'outage'
  if (isStuck) return 'stalled'
  if (isBlind || worst === undefined) return 'unknown'
  return worst.wasBelowBudget ? 'reduced' : 'hitless'
}
