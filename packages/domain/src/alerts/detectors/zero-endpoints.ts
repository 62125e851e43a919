import type { ServiceFacts } from '../service-facts.ts'
import type { DetectorReading, ServiceDetector } from './detector.ts'

const DAY_MS = 86_400_000
/** A Service that is older and never had an endpoint is not waiting for its first one any more. */
const GROWN_UP_MS = 5 * 60_000

/** Nobody answers, though somebody should. */
export const ZERO_ENDPOINTS: ServiceDetector<'zero-endpoints'> = {
  id: 'zero-endpoints',
  severity: ({ isExposed }) => (isExposed ? 'critical' : 'error'),
  read(facts, { forMs, clearForMs }): readonly DetectorReading[] {
    const { ready } = facts.view
    const holds = ready === 0 && isExpected(facts)
    const grownUpAt = grownUp(facts)
    const waitsToGrowUp = ready === 0 && !holds && (facts.desired ?? 0) > 0 && facts.at < grownUpAt
    return [
      {
        ...{ holds, isOver: ready > 0 || facts.desired === 0, forMs, clearForMs },
        facts: { desired: facts.desired ?? 0 },
        ...(holds && facts.lastReadyAt !== undefined && { since: facts.lastReadyAt }),
        ...(waitsToGrowUp && { nextAt: grownUpAt }),
      },
    ]
  },
}

/** Where no workload is known, having had one lately says that there should be one. */
function isExpected(facts: ServiceFacts): boolean {
  const { at, desired, lastReadyAt } = facts
  const hadLately = lastReadyAt !== undefined && at - lastReadyAt < DAY_MS
  if (desired === undefined) return hadLately
  return desired > 0 && (hadLately || at >= grownUp(facts))
}

/** Epoch ms. */
function grownUp({ service }: ServiceFacts): number {
  return Date.parse(service.metadata.creationTimestamp) + GROWN_UP_MS
}
