import type { Rollout } from '@portolan/contract'
import type { Stretch } from './stretch.ts'

/** What led to the request is not part of the rollout, but a chart that begins with a cliff cannot be read. */
const MARGIN = 0.03
const LEAST_MARGIN_MS = 300

/** All the time one rollout can be looked at: from shortly before its request to shortly after its end, or to now. */
export function extentOf(
  { requestedAt, endedAt, services }: Pick<Rollout, 'requestedAt' | 'endedAt' | 'services'>,
  now: number,
): Stretch {
  const from = Date.parse(requestedAt)
  const outages = services.flatMap(({ zeroReady }) =>
    zeroReady.map(({ to }) => (to === null ? now : Date.parse(to.at))),
  )
  // An outage counts to its own end, even where the rollout ends before.
  const to = Math.max(from + 1, endedAt === null ? now : Date.parse(endedAt), ...outages)
  const margin = Math.max(LEAST_MARGIN_MS, (to - from) * MARGIN)
  return { from: from - margin, to: endedAt === null ? to : to + margin }
}
