import type { Alert, AlertMatcher, NewSilence } from '@portolan/contract'
import { partsOfKey } from '../../../cluster/object-key.ts'

/** How long, as people choose it; `hours`: so many as they type. */
export const SILENCE_LENGTHS = ['1h', '4h', 'until-resolved', 'hours'] as const
export type SilenceLength = (typeof SILENCE_LENGTHS)[number]

const HOUR_MS = 3_600_000
/** A year: longer is a rule. */
const MOST_HOURS = 8_760
/** As many names as a matcher takes. */
const MOST_NAMES = 200

/** How wide a silence is that begins from an alert or from all of an incident. */
export interface Reach {
  readonly subject: 'this' | 'incident' | 'namespace' | 'all'
  readonly detector: 'this' | 'all'
}

type Silenced = Pick<Alert, 'subject' | 'detector'>

/**
 * The matcher that holds these alerts and what is like them; the first is the one it is about. Members that say nothing are
 * absent, and so are names that are too many to be said.
 */
export function matcherFrom(alerts: readonly [Silenced, ...Silenced[]], { subject, detector }: Reach): AlertMatcher {
  const meant = subject === 'incident' ? alerts : [alerts[0]]
  const parts = meant.map((alert) => partsOfKey(alert.subject))
  const namespaces = distinct(parts.flatMap(({ namespace }) => (namespace === null ? [] : [namespace])))
  const services = distinct(parts.map(({ name }) => name))
  return {
    ...(subject !== 'all' && namespaces.length > 0 && namespaces.length <= MOST_NAMES && { namespaces }),
    ...((subject === 'this' || subject === 'incident') && services.length <= MOST_NAMES && { services }),
    ...(detector === 'this' && { detectors: distinct(meant.map((alert) => alert.detector)) }),
  }
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)]
}

/** The span that was chosen; `undefined` while the number of hours is none. */
export function spanOf(
  length: SilenceLength,
  { now, hours }: { now: number; hours: number },
): NewSilence['span'] | undefined {
  const until = (to: number): NewSilence['span'] => ({ type: 'until', to: new Date(to).toISOString() })
  switch (length) {
    case '1h':
      return until(now + HOUR_MS)
    case '4h':
      return until(now + 4 * HOUR_MS)
    case 'until-resolved':
      return { type: 'until-resolved' }
    case 'hours':
      return hours > 0 && hours <= MOST_HOURS ? until(now + hours * HOUR_MS) : undefined
  }
}
