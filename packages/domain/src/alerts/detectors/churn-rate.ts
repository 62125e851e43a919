import type { EndpointIdentity } from '../../endpoints/ledger-types.ts'
import { isExpected } from '../expected-churn.ts'
import { FLAPPING_FLIPS } from '../rules/default-rules.ts'
import type { ServiceFacts } from '../service-facts.ts'
import type { ChurnRecord } from '../view/churn-history.ts'
import { type DetectorReading, EVALUATION_MS, type ServiceDetector } from './detector.ts'
import { flipsByIdentity } from './flapping.ts'

/**
 * Endpoints are lost again and again, and nobody means it. What comes explains itself: it takes the place of what is counted
 * where it was lost. Two evaluations must agree.
 */
export const CHURN_RATE: ServiceDetector<'churn-rate'> = {
  id: 'churn-rate',
  severity: () => 'warning',
  read(facts, { rate, minChurn, windowMs, clearRate, clearForMs }, firing): readonly DetectorReading[] {
    const churn = unexplainedLosses(facts, windowMs).length
    if (churn < minChurn && firing.size === 0) return []
    const perEndpoint = churn / Math.max(1, facts.history.meanSize(facts.at - windowMs, facts.at))
    return [
      {
        holds: perEndpoint >= rate && churn >= minChurn,
        isOver: perEndpoint < clearRate,
        forMs: EVALUATION_MS,
        clearForMs,
        facts: { churn, perEndpoint: Math.round(perEndpoint * 10) / 10, minutes: Math.round(windowMs / 60_000) },
        nextAt: facts.at + EVALUATION_MS,
      },
    ]
  },
  concerns: (facts, { windowMs }) => unexplainedLosses(facts, windowMs),
}

/**
 * Of what was ready and is not since, within the window, all that nobody meant. What happens to one endpoint is explained by any
 * of it; what flaps is told as flapping.
 */
function unexplainedLosses(facts: ServiceFacts, windowMs: number): readonly ChurnRecord[] {
  const losses = facts.history.since(facts.at - windowMs).filter(({ isLoss }) => isLoss)
  if (losses.length === 0) return losses
  const flips = flipsByIdentity(facts, windowMs)
  const isFlapping = (identity: EndpointIdentity) => (flips.get(identity)?.length ?? 0) >= FLAPPING_FLIPS
  const explained = new Set(losses.filter(isExpected).map(({ identity }) => identity))
  return losses.filter(({ identity }) => !explained.has(identity) && !isFlapping(identity))
}
