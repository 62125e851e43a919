import { beyondScaling, isExpected } from '../expected-churn.ts'
import type { DetectorThresholds } from '../rules/alert-rule.ts'
import type { ServiceFacts } from '../service-facts.ts'
import type { ChurnRecord } from '../view/churn-history.ts'
import { type DetectorReading, EVALUATION_MS, type FiringFacts, type ServiceDetector } from './detector.ts'

type Thresholds = DetectorThresholds['endpoint-drop']

/**
 * Many of those that answered a moment ago do not any more, and nobody meant it. What a rollout takes away is meant as long as
 * it keeps what its strategy promises; after a scaling the new number is what counts (rule H.4). Nobody left at all is another
 * matter (`zero-endpoints`).
 */
export const ENDPOINT_DROP: ServiceDetector<'endpoint-drop'> = {
  id: 'endpoint-drop',
  severity: () => 'error',
  read(facts, thresholds, firing): readonly DetectorReading[] {
    const { ready } = facts.view
    const peak = peakOf(facts, thresholds, firing)
    const lost = peak - ready
    if (lost <= 0 && firing.size === 0) return []
    const isDrop = peak > 0 && lost / peak >= thresholds.share && lost >= thresholds.minLost
    const { promised } = facts
    const breaksPromise = promised !== undefined && ready < Math.min(promised, peak)
    const stableAt = lastLossAt(facts) + thresholds.baselineAfterMs
    const isLasting = facts.at >= stableAt
    const isWatched = isDrop || breaksPromise || firing.size > 0
    return [
      {
        holds: ready > 0 && !isLasting && (breaksPromise || (isDrop && !isExplained(facts, thresholds))),
        isOver: isLasting || ready >= peak * thresholds.clearShare,
        forMs: thresholds.forMs,
        clearForMs: isLasting ? 0 : thresholds.clearForMs,
        facts: { ready, peak },
        ...(isWatched && !isLasting && { nextAt: Math.min(facts.at + EVALUATION_MS, stableAt) }),
      },
    ]
  },
}

/** The peak that raised an alert stays its measure; a workload that wants fewer now needs no more than it wants. */
function peakOf(facts: ServiceFacts, { windowMs }: Thresholds, firing: FiringFacts): number {
  const peak = Number(firing.get('')?.peak ?? facts.history.peakSince(facts.at - windowMs))
  const wasScaled = facts.history.since(facts.at - windowMs).some(({ cause }) => cause?.kind === 'scale-down')
  return wasScaled && facts.desired !== undefined ? Math.min(peak, facts.desired) : peak
}

/** Of what was lost and has not come back, everything was meant. */
function isExplained(facts: ServiceFacts, { windowMs, minLost }: Thresholds): boolean {
  const losses = facts.history.since(facts.at - windowMs).filter(({ isLoss }) => isLoss)
  const missing = losses.filter(({ identity }) => !facts.view.isReady(identity))
  const beyond = beyondScaling(facts)
  const isMeant = (record: ChurnRecord) => isExpected(record) && !beyond.has(record.identity)
  const unexplained = new Set(missing.filter((record) => !isMeant(record)).map(({ identity }) => identity))
  return unexplained.size < minLost
}

/** Epoch ms. What was lost so long ago that it is forgotten was lost long ago. */
function lastLossAt({ history }: ServiceFacts): number {
  return history.records.findLast(({ isLoss }) => isLoss)?.at ?? Number.NEGATIVE_INFINITY
}
