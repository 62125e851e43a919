import { lengthTogether, type TimeSpan } from './blind-time.ts'
import type { BlindTime, RolloutZeroWindow, ServiceImpact } from './rollout-types.ts'

/** How long a Service had no endpoint, in ms: surely, and at the most. They differ where it was not told live. */
export interface OutageTime {
  readonly least: number
  readonly most: number
  /** It goes on, or may do so unseen. */
  readonly isOpen: boolean
}

/**
 * How long a Service surely had no ready endpoint, and how long it may have been: while endpoints are not followed, either may
 * be so, and what was told late began and ended somewhere in its intervals. With more windows than are listed, both are what
 * was measured.
 *
 * @param blind of the rollout; only that of EndpointSlices matters
 */
export function outageTime(impact: ServiceImpact, blind: readonly BlindTime[]): OutageTime {
  const { zeroReady, zeroReadyCount, zeroReadyMs } = impact
  const isOpen = zeroReady.at(-1)?.to === undefined
  if (zeroReadyCount > zeroReady.length) return { least: zeroReadyMs, most: zeroReadyMs, isOpen }
  const sure = zeroReady.map((window) => ({ ...spanOf(window, impact), ...(window.to && { to: window.to.notBefore }) }))
  const possible = zeroReady.map((window) => ({ ...spanOf(window, impact), from: window.from.notBefore }))
  const unseen = blind
    .filter(({ kind }) => kind === 'EndpointSlice')
    .map(({ from, to = Number.POSITIVE_INFINITY }) => ({ from, to }))
  const sureUnseen = sure.flatMap((window) => unseen.map((stretch) => intersection(stretch, window)))
  return {
    least: lengthTogether(sure) - lengthTogether(sureUnseen),
    most: lengthTogether([...possible, ...unseen]),
    isOpen: isOpen || unseen.some(({ to }) => !Number.isFinite(to)),
  }
}

/** The longest of the windows; the first of several. */
export function longestWindow(impact: ServiceImpact): RolloutZeroWindow | undefined {
  const length = (window: RolloutZeroWindow) => {
    const { from, to } = spanOf(window, impact)
    return to - from
  }
  return impact.zeroReady.reduce<RolloutZeroWindow | undefined>(
    (longest, window) => (longest === undefined || length(window) > length(longest) ? window : longest),
    undefined,
  )
}

/** One that lasts reaches as far as was counted. */
function spanOf({ from, to }: RolloutZeroWindow, { zeroReady, zeroReadyMs }: ServiceImpact): TimeSpan {
  if (to) return { from: from.at, to: to.at }
  const ended = zeroReady.reduce((sum, window) => sum + (window.to ? window.to.at - window.from.at : 0), 0)
  return { from: from.at, to: from.at + zeroReadyMs - ended }
}

const intersection = (a: TimeSpan, b: TimeSpan): TimeSpan => ({
  from: Math.max(a.from, b.from),
  to: Math.min(a.to, b.to),
})
