import type { EndpointIdentity } from '../endpoints/ledger-types.ts'
import { flipsByIdentity } from './detectors/flapping.ts'
import { beyondScaling, isExpected } from './expected-churn.ts'
import { FLAPPING_FLIPS } from './rules/default-rules.ts'
import type { ServiceFacts } from './service-facts.ts'
import type { ChurnRecord } from './view/churn-history.ts'

/**
 * What joined, left and flipped within a window (rule H.2), without what is explained.
 *
 * - What leaves or is no longer ready is explained where somebody meant it (rule H.4): for an endpoint, by any of what happened
 *   to it. One that is terminating and then gone did two things, for one reason.
 * - What comes or recovers is a Pod, which is why (rows 21 and 22 of rule H.5), and takes the place of what was counted when it
 *   was lost. Of an address without a Pod nobody can say that.
 * - What flaps is told as flapping.
 */
export function unexplainedChurn(facts: ServiceFacts, windowMs: number): readonly ChurnRecord[] {
  const { at, history } = facts
  const recent = history.since(at - windowMs)
  if (recent.length === 0) return recent
  const flips = flipsByIdentity({ at, history }, windowMs)
  const isFlapping = (identity: EndpointIdentity) => (flips.get(identity)?.length ?? 0) >= FLAPPING_FLIPS
  const departures = history.records.filter(({ hasOwnCause }) => hasOwnCause)
  const departed = new Set(departures.map(({ identity }) => identity))
  const meant = new Set(departures.filter(isExpected).map(({ identity }) => identity))
  for (const identity of beyondScaling(facts)) meant.delete(identity)
  const isCounted = ({ hasOwnCause, identity, kind, transition: { pod } }: ChurnRecord) =>
    hasOwnCause || (kind === 'removed' ? departed.has(identity) : pod === undefined)
  return recent.filter((record) => isCounted(record) && !meant.has(record.identity) && !isFlapping(record.identity))
}
