import type { Rollout } from '@portolan/contract'
import { hrefWith } from '../namespaces.ts'

/** One place the tour shows; its words are `tour.stops.<id>`. */
export interface TourStop {
  readonly id: 'map' | 'rollout' | 'trace' | 'past'
  readonly href: string
}

/** The host of the demo cluster that answers 503: there is something to see. */
const DEMO_URL = 'http://www.china.com/'
const BEFORE_MS = 1

/** Map, rollout, trace, past instant. Before the first rollout is known its list stands in, and the past is a minute ago. */
export function tourStops({
  newest,
  now,
}: {
  newest: Pick<Rollout, 'id' | 'requestedAt'> | undefined
  /** Epoch ms. */
  now: number
}): readonly TourStop[] {
  const then = newest ? Date.parse(newest.requestedAt) - BEFORE_MS : now - 60_000
  return [
    { id: 'map', href: '/map/' },
    { id: 'rollout', href: newest ? hrefWith('/rollout/', { id: newest.id }) : '/rollouts/' },
    { id: 'trace', href: hrefWith('/trace/', { url: DEMO_URL }) },
    { id: 'past', href: hrefWith('/map/', { at: new Date(then).toISOString() }) },
  ]
}
