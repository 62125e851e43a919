import { isExpected } from '../expected-churn.ts'
import { FLAPPING_FLIPS } from '../rules/default-rules.ts'
import type { ServiceFacts } from '../service-facts.ts'
import type { ChurnRecord } from '../view/churn-history.ts'
import { type DetectorReading, EVALUATION_MS, type ServiceDetector } from './detector.ts'
import { flipsByIdentity } from './flapping.ts'

/** Endpoints come, go and flip all the time, and nobody means it. Two evaluations must agree. */
export const CHURN_RATE: ServiceDetector<'churn-rate'> = {
  id: 'churn-rate',
  severity: () => 'warning',
  read(facts, { rate, minChurn, windowMs, clearRate, clearForMs }, firing): readonly DetectorReading[] {
    const isQuiet = facts.history.since(facts.at - windowMs).length < minChurn
    if (isQuiet && firing.size === 0) return []
    const churn = unexplained(facts, windowMs).length
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
  concerns: (facts, { windowMs }) => unexplained(facts, windowMs),
}

/**
 * A + R + F within the window (rule H.2), without what is explained: for an identity, by any of what happened to it. What flaps
 * is told as flapping.
 */
function unexplained(facts: ServiceFacts, windowMs: number): ChurnRecord[] {
  const records = facts.history.since(facts.at - windowMs)
  const flapping = [...flipsByIdentity(facts, windowMs)].filter(([, flips]) => flips.length >= FLAPPING_FLIPS)
  const expected = records.filter(isExpected).map(({ identity }) => identity)
  const explained = new Set([...expected, ...flapping.map(([identity]) => identity)])
  return records.filter(({ identity }) => !explained.has(identity))
}
