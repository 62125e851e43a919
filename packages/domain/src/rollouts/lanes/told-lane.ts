import { compareText } from '../../text-order.ts'
import type { PodLane } from '../lane-types.ts'
import { measuredMs } from '../measures/moment-samples.ts'
import type { RevisionPair } from '../service-watch.ts'
import type { LaneRecorder } from './lane-recorder.ts'

/**
 * A lane as it is told, with the measures of its Pod.
 * @param unprobed Services that publish Pods which are not ready
 */
export function toldLane(lane: LaneRecorder, revisions: RevisionPair, unprobed: ReadonlySet<string>): PodLane {
  const lags = lane.lags(unprobed).flatMap((pair) => measuredMs(pair) ?? [])
  const drains = lane.drains().flatMap((pair) => measuredMs(pair) ?? [])
  return {
    ...lane.lane(revisions),
    ...(lags.length > 0 && { lagMs: Math.max(0, ...lags) }),
    ...(drains.length > 0 && { drainMs: Math.min(...drains) }),
  }
}

const PLACE: Readonly<Record<PodLane['role'], number>> = { old: 0, other: 1, new: 2 }

/** Old Pods first, then others, then new; each by when it was created, which is told in whole seconds, then by when that was told, then by name. */
export function oldFirst(a: PodLane, b: PodLane): number {
  return (
    PLACE[a.role] - PLACE[b.role] || createdAt(a) - createdAt(b) || toldIn(a) - toldIn(b) || compareText(a.name, b.name)
  )
}

/** Every Pod says when it was created; it is the first of its phases. */
const createdAt = ({ phases }: PodLane): number => phases[0]?.at ?? 0

/** `seq`; 0 for a Pod that was there when the rollout was requested. */
const toldIn = ({ phases }: PodLane): number => phases[0]?.told?.seq ?? 0
