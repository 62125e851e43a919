import { unexplainedChurn } from '../unexplained-churn.ts'
import { type DetectorReading, EVALUATION_MS, type ServiceDetector } from './detector.ts'

/** Endpoints join, leave and flip again and again, and nobody means it. Two evaluations must agree. */
export const CHURN_RATE: ServiceDetector<'churn-rate'> = {
  id: 'churn-rate',
  severity: () => 'warning',
  read(facts, { rate, minChurn, windowMs, clearRate, clearForMs }, firing): readonly DetectorReading[] {
    const churn = unexplainedChurn(facts, windowMs).length
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
  concerns: (facts, { windowMs }) => unexplainedChurn(facts, windowMs),
}
