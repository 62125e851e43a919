import type { LaneRecorder } from '../lanes/lane-recorder.ts'
import type { RolloutDetail } from '../rollout-detail.ts'
import type { Rollout } from '../rollout-types.ts'
import { distributionOf, lagDistributionOf, type Samples } from './distribution.ts'
import { durationRange } from './duration-range.ts'
import { samplesOf } from './moment-samples.ts'

/** What is measured over all Pods of a rollout. */
export type RolloutMeasures = Pick<
  RolloutDetail,
  'endpointLag' | 'programmingLag' | 'drainOverlap' | 'graceUsed' | 'requestedToComplete' | 'completeToDrained'
>

/** The measures of rule F.6 that are of Pods and of the whole; those of Services are in `rollout.services`. */
export function rolloutMeasures(
  { completed, drained, requested, services }: Rollout,
  lanes: readonly LaneRecorder[],
  programming: Samples,
): RolloutMeasures {
  const unprobed = unprobedServices(services)
  const endpointLag = lagDistributionOf(samplesOf(lanes.flatMap((lane) => lane.lags(unprobed))))
  const programmingLag = distributionOf(programming)
  const drainOverlap = distributionOf(samplesOf(lanes.flatMap((lane) => lane.drains())))
  const graceUsed = distributionOf({ values: lanes.flatMap((lane) => lane.graceUsed ?? []), discarded: 0 })
  return {
    ...(endpointLag && { endpointLag }),
    ...(programmingLag && { programmingLag }),
    ...(drainOverlap && { drainOverlap }),
    ...(graceUsed && { graceUsed }),
    ...(completed && { requestedToComplete: durationRange(requested, completed) }),
    ...(completed && drained && { completeToDrained: durationRange(completed, drained) }),
  }
}

/** Services whose ready endpoints need not be ready Pods. */
export function unprobedServices(services: Rollout['services']): ReadonlySet<string> {
  return new Set(services.flatMap(({ publishesNotReady, service }) => (publishesNotReady ? [service] : [])))
}
