import type { Markers } from '@portolan/contract'
import { unwatched } from '../../time/blind-stretches.ts'

export const AN_HOUR_MS = 3_600_000
/** The hour moves on in such steps, so that the same question is asked again and not a new one every second. */
const STEP_MS = 10_000

/** What happened within an hour. */
export interface LastHour {
  readonly changes: number
  readonly joins: number
  readonly leaves: number
  readonly rollouts: number
  /** Services that had a moment without a ready endpoint, `shop/web`, each once, the newest first. */
  readonly outages: readonly string[]
  /** How much of the hour is known: all of it, what was recorded since `from` (epoch ms), or all but stretches not watched. */
  readonly known: 'all' | { readonly from: number } | 'with-gaps'
}

/** The hour before an instant, as `GET /markers` takes it. Of the present it is open: what comes still belongs to it. */
export function hourBefore(
  instant: number,
  { isPresent }: { isPresent: boolean },
): {
  from: string
  to?: string
  step: number
} {
  const end = isPresent ? Math.floor(instant / STEP_MS) * STEP_MS : instant
  const from = new Date(end - AN_HOUR_MS).toISOString()
  return { from, step: AN_HOUR_MS / 60, ...(!isPresent && { to: new Date(end).toISOString() }) }
}

/** Sums of an hour; each Service without an endpoint counts once, however often it was. */
export function lastHour({ changes, from, gaps, joins, leaves, oldestAt, rollouts, zeroReady }: Markers): LastHour {
  return {
    changes: sum(changes),
    joins: sum(joins),
    leaves: sum(leaves),
    rollouts: rollouts.length,
    known: knownOf({ from, gaps, oldestAt }),
    outages: [
      ...new Set(
        zeroReady.toSorted((a, b) => b.from.localeCompare(a.from)).map(({ namespace, name }) => `${namespace}/${name}`),
      ),
    ],
  }
}

function knownOf({ from, gaps, oldestAt }: Pick<Markers, 'from' | 'gaps' | 'oldestAt'>): LastHour['known'] {
  if (oldestAt !== null && Date.parse(oldestAt) > Date.parse(from)) return { from: Date.parse(oldestAt) }
  return unwatched(gaps, ['EndpointSlice', 'Service']).length > 0 ? 'with-gaps' : 'all'
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
