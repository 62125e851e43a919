import type { AlertDetail } from '@portolan/contract'

/** How often an alert was raised, being the same one each time, and when first; epoch ms. */
export interface Episodes {
  readonly count: number
  readonly firstAt: number
}

/** `undefined` where it was raised but once. */
export function episodesOf(timeline: AlertDetail['timeline']): Episodes | undefined {
  const raised = timeline.filter(({ type }) => type === 'raised').map(({ at }) => Date.parse(at))
  return raised.length < 2 ? undefined : { count: raised.length, firstAt: Math.min(...raised) }
}
