import type { Alert, AlertMatcher, NewSilence } from '@portolan/contract'
import { partsOfKey } from '../../../cluster/object-key.ts'

/** How long, as people choose it. */
export const SILENCE_LENGTHS = ['1h', '4h', 'until-resolved', 'custom'] as const
export type SilenceLength = (typeof SILENCE_LENGTHS)[number]

const HOUR_MS = 3_600_000

/** How wide a silence is that begins from one alert. */
export interface Reach {
  readonly subject: 'this' | 'namespace' | 'all'
  readonly detector: 'this' | 'all'
}

/** The matcher that holds this alert and what is like it. Members that say nothing are absent. */
export function matcherFrom({ subject, detector }: Pick<Alert, 'subject' | 'detector'>, reach: Reach): AlertMatcher {
  const { namespace, name } = partsOfKey(subject)
  return {
    ...(reach.subject !== 'all' && namespace !== null && { namespaces: [namespace] }),
    ...(reach.subject === 'this' && { services: [name] }),
    ...(reach.detector === 'this' && { detectors: [detector] }),
  }
}

/** The span that was chosen; `undefined` while a custom end is missing or not after `now`. */
export function spanOf(length: SilenceLength, { now, end }: { now: number; end: number | undefined }) {
  const until = (to: number): NewSilence['span'] => ({ type: 'until', to: new Date(to).toISOString() })
  switch (length) {
    case '1h':
      return until(now + HOUR_MS)
    case '4h':
      return until(now + 4 * HOUR_MS)
    case 'until-resolved':
      return { type: 'until-resolved' } satisfies NewSilence['span']
    case 'custom':
      return end === undefined || end <= now ? undefined : until(end)
  }
}
