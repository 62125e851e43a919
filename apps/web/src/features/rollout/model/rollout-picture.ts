import type { RolloutDetail } from '@portolan/contract'
import { boundariesOf } from './boundaries.ts'
import { type Lane, laneOf } from './lanes.ts'
import { type Milestone, milestonesOf } from './milestones.ts'
import { ceilingOf, type ReadyStep, readySteps } from './ready-steps.ts'

/** One rollout as its chart shows it for one Service: everything computed that does not depend on the stretch shown. */
export interface RolloutPicture {
  readonly rollout: RolloutDetail
  /** `namespace/name`; absent where no Service has endpoints of these Pods. */
  readonly service: string | undefined
  readonly impact: RolloutDetail['services'][number] | undefined
  readonly steps: readonly ReadyStep[]
  readonly ceiling: number
  readonly lanes: readonly Lane[]
  readonly milestones: readonly Milestone[]
  /** Instants a key moves the cursor along; computed when one is first pressed. */
  readonly boundaries: () => readonly number[]
}

/** @param chosen the Service asked for; where the rollout has none of that name, the one that fared worst */
export function rolloutPicture(rollout: RolloutDetail, chosen: string | undefined): RolloutPicture {
  const impact = rollout.services.find(({ service }) => service === chosen) ?? rollout.services[0]
  const series = rollout.series.find(({ service }) => service === impact?.service)
  const steps = series ? readySteps(series) : []
  const lanes = rollout.pods.map((pod) => laneOf(pod, impact?.service))
  let boundaries: readonly number[] | undefined
  return {
    rollout,
    service: impact?.service,
    impact,
    steps,
    ceiling: ceilingOf(steps),
    lanes,
    milestones: milestonesOf(rollout),
    boundaries: () => {
      boundaries ??= boundariesOf(rollout, steps, lanes)
      return boundaries
    },
  }
}
