import type { Markers } from '@portolan/contract'
import { hrefWith } from '../namespaces.ts'

/** Where the screen stands in time. */
export interface ShownInstant {
  /** Epoch ms. */
  readonly time: number
  /** As a link says it; `undefined`: the present. */
  readonly text: string | undefined
}

/**
 * The page of a rollout that is marked on the bar, at the instant shown; where that lies before the rollout was requested, at its
 * end, or in the present while it goes on.
 */
export function rolloutMarkHref(
  { id, from, to }: Pick<Markers['rollouts'][number], 'id' | 'from' | 'to'>,
  { text, time }: ShownInstant,
): string {
  const isThere = text === undefined || time >= Date.parse(from)
  return hrefWith('/rollout/', { id, at: isThere ? text : (to ?? undefined) })
}
