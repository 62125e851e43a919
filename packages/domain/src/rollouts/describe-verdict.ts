import { lengthTogether } from './blind-time.ts'
import { longestWindow, type OutageTime, outageTime } from './outage-time.ts'
import type { BlindTime, Moment, Rollout, ServiceImpact, VerdictReason } from './rollout-types.ts'
import { durationText, spanText } from './time-text.ts'
import { sayVerdict, type VerdictMessage } from './verdict-messages.ts'

/**
 * The verdict of a rollout in one sentence that a person can read aloud, of the Service that fared worst. It claims no more
 * than was seen: `≥` where an outage lasts, and from–to where endpoints were not followed all the time.
 */
export function describeVerdict(rollout: Rollout): VerdictMessage {
  const [worst] = rollout.services
  switch (rollout.verdict.kind) {
    case 'stalled':
      return describeStall(rollout.verdict.reasons, worst)
    case 'unknown':
      return describeUnknown(rollout, worst)
    case 'outage':
      return worst ? describeOutage(rollout, worst) : describeUnknown(rollout, worst)
    case 'reduced':
      return worst ? describeReduced(worst) : describeUnknown(rollout, worst)
    case 'hitless':
      return worst ? describeHitless(rollout, worst) : describeUnknown(rollout, worst)
  }
}

function describeHitless(rollout: Rollout, { desired, minReady, publishesNotReady, service }: ServiceImpact) {
  const { completed, drained, ended } = rollout
  if (desired === 0) return sayVerdict('hitless.none-wanted', {})
  if (publishesNotReady) return sayVerdict('hitless.publishes-not-ready', { desired, minReady, service })
  if (ended === undefined) return sayVerdict('hitless.so-far', { desired, minReady })
  const areKnown = completed && drained && isLive(completed) && isLive(drained)
  // Where each old Pod goes before its successor comes, there is nothing left to drain.
  if (!areKnown || drained.at === completed.at) return sayVerdict('hitless', { desired, minReady })
  return sayVerdict('hitless.drained', { desired, minReady, drain: durationText(drained.at - completed.at) })
}

function describeReduced({ belowBudgetMs, desired, minAvailable, minReady }: ServiceImpact) {
  return sayVerdict('reduced', { desired, duration: durationText(belowBudgetMs), minAvailable, minReady })
}

function describeOutage({ blind, strategy }: Rollout, impact: ServiceImpact) {
  const window = longestWindow(impact)
  if (window === undefined) return describeReduced(impact)
  const reason = window.reason === 'budget-allows-zero' ? promiseOf(strategy, impact) : window.reason
  const duration = outageText(outageTime(impact, blind))
  const span = spanText(window.from.at, window.to?.at)
  const count = impact.zeroReadyCount
  return count === 1
    ? sayVerdict(`outage.${reason}`, { duration, span })
    : sayVerdict(`outages.${reason}`, { count, duration, span })
}

/** Why no endpoint was promised. */
function promiseOf(strategy: Rollout['strategy'], { desired }: ServiceImpact) {
  if (strategy === 'OnDelete') return 'on-delete'
  return desired === 1 ? 'only-pod' : 'budget-allows-zero'
}

function describeStall(reasons: readonly VerdictReason[], worst: ServiceImpact | undefined) {
  const reason = reasons.includes('failed-create') ? 'failed-create' : 'progress-deadline-exceeded'
  if (worst === undefined || reasons.includes('blind')) return sayVerdict(`stalled.${reason}.unseen`, {})
  return sayVerdict(`stalled.${reason}`, { desired: worst.desired, minReady: worst.minReady })
}

function describeUnknown({ blind }: Rollout, worst: ServiceImpact | undefined) {
  if (worst === undefined) return sayVerdict('unknown.no-service', {})
  const { desired, minReady } = worst
  return sayVerdict('unknown.blind', { desired, duration: blindText(blind), minReady })
}

/** How long endpoints were not followed. */
function blindText(blind: readonly BlindTime[]): string {
  const slices = blind.filter(({ kind }) => kind === 'EndpointSlice')
  const ended = lengthTogether(slices.map(({ from, to = from }) => ({ from, to })))
  return slices.some(({ to }) => to === undefined) ? `≥ ${durationText(ended)}` : durationText(ended)
}

function outageText({ isOpen, least, most }: OutageTime): string {
  if (isOpen) return `≥ ${durationText(least)}`
  return least === most ? durationText(least) : `${durationText(least)}–${durationText(most)}`
}

const isLive = ({ at, notBefore }: Moment): boolean => at === notBefore
