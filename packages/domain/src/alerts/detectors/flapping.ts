import type { EndpointIdentity } from '../../endpoints/ledger-types.ts'
import { FLAPPING_FLIPS } from '../rules/default-rules.ts'
import type { ServiceFacts } from '../service-facts.ts'
import type { ChurnRecord } from '../view/churn-history.ts'
import type { DetectorReading, ServiceDetector } from './detector.ts'

/** One endpoint is ready, and not, and ready again. Where the whole Service flaps, that is told instead. */
export const FLAPPING_ENDPOINT: ServiceDetector<'flapping-endpoint'> = {
  id: 'flapping-endpoint',
  severity: () => 'warning',
  read(facts, thresholds, firing): readonly DetectorReading[] {
    const { transitions, windowMs, clearTransitions, clearWindowMs } = thresholds
    const raising = flipsByIdentity(facts, windowMs)
    const clearing = flipsByIdentity(facts, clearWindowMs)
    const isFlapping = (identity: EndpointIdentity) => (raising.get(identity)?.length ?? 0) >= transitions
    const concerned = [...new Set([...clearing.keys(), ...firing.keys()])].filter(
      (identity) => firing.has(identity) || isFlapping(identity),
    )
    return concerned.map((identity) => {
      const flips = clearing.get(identity) ?? []
      const lastOfMany = flips.at(-1 - clearTransitions)
      return {
        identity,
        holds: isFlapping(identity) && !facts.firing.has('flapping-service'),
        isOver: lastOfMany === undefined,
        ...{ forMs: 0, clearForMs: 0 },
        facts: { endpoint: nameOf(flips[0]), transitions: flips.length, minutes: Math.round(clearWindowMs / 60_000) },
        ...(lastOfMany && { nextAt: lastOfMany.at + clearWindowMs }),
      }
    })
  },
}

/** Several flap, or many flipped together: what they share is at fault. */
export const FLAPPING_SERVICE: ServiceDetector<'flapping-service'> = {
  id: 'flapping-service',
  severity: () => 'error',
  read(facts, thresholds, firing): readonly DetectorReading[] {
    const { identities, togetherMs, clearWindowMs } = thresholds
    const flips = [...flipsByIdentity(facts, clearWindowMs).values()]
    const flapping = flips.filter(({ length }) => length >= FLAPPING_FLIPS)
    const together = [...flipsByIdentity(facts, togetherMs).values()].filter(({ length }) => length >= 2)
    const isTogether = together.length >= 2 && together.length >= facts.view.size * thresholds.share
    const holds = flapping.length >= identities || isTogether
    // What no longer holds goes on for those that still flip more than once.
    const restless = flips.filter(({ length }) => length >= 2)
    if (!holds && firing.size === 0) return []
    const lastOfMany = Math.max(...flips.map((of) => of.at(-2)?.at ?? Number.NEGATIVE_INFINITY))
    return [
      {
        holds,
        isOver: lastOfMany === Number.NEGATIVE_INFINITY,
        ...{ forMs: 0, clearForMs: 0 },
        facts: {
          flapping: holds ? Math.max(flapping.length, together.length) : restless.length,
          size: facts.view.size,
        },
        ...(Number.isFinite(lastOfMany) && { nextAt: lastOfMany + clearWindowMs }),
      },
    ]
  },
  concerns: (facts, { clearWindowMs }) => {
    const flips = [...flipsByIdentity(facts, clearWindowMs).values()]
    return flips.filter(({ length }) => length > 1).flatMap((of) => of.filter(({ isLoss }) => isLoss))
  },
}

/** Flips between ready and not ready of endpoints that stay; terminating is no flip (rule H.3). */
export function flipsByIdentity(
  { at, history }: Pick<ServiceFacts, 'at' | 'history'>,
  windowMs: number,
): Map<EndpointIdentity, ChurnRecord[]> {
  const flips = new Map<EndpointIdentity, ChurnRecord[]>()
  for (const record of history.since(at - windowMs)) {
    if (!isFlip(record)) continue
    const known = flips.get(record.identity)
    if (known) known.push(record)
    else flips.set(record.identity, [record])
  }
  return flips
}

function isFlip({ kind, transition, isInferred }: ChurnRecord): boolean {
  if (isInferred) return false
  return kind === 'unready' ? transition.to === 'unready' : kind === 'ready'
}

/** The Pod's name where there is one. */
function nameOf(record: ChurnRecord | undefined): string {
  return record?.transition.pod?.split('/')[1] ?? record?.identity.split('|')[1] ?? ''
}
