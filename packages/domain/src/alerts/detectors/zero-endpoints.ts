import type { ServiceFacts } from '../service-facts.ts'
import { type DetectorReading, EVALUATION_MS, type ServiceDetector } from './detector.ts'

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
    const waitsToGrowUp = ready === 0 && !holds && facts.desired !== undefined && facts.desired > 0
    return [
      {
        ...{ holds, isOver: ready > 0 || facts.desired === 0, forMs, clearForMs },
        facts: { desired: facts.desired ?? 0 },
        ...(holds && facts.lastReadyAt !== undefined && { since: facts.lastReadyAt }),
        ...(waitsToGrowUp && { nextAt: facts.at + EVALUATION_MS }),
      },
    ]
  },
}

/** Where no workload is known, having had one lately says that there should be one. */
function isExpected({ at, desired, lastReadyAt, service }: ServiceFacts): boolean {
  const hadLately = lastReadyAt !== undefined && at - lastReadyAt < DAY_MS
  if (desired === undefined) return hadLately
  return desired > 0 && (hadLately || at - Date.parse(service.metadata.creationTimestamp) >= GROWN_UP_MS)
}
