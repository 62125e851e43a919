import type { Rollout } from '@portolan/contract'
import type { Lane } from './lanes.ts'
import type { ReadyStep } from './ready-steps.ts'

/** Epoch ms at which something begins or ends, in order, each once: what a key moves the cursor along. */
export function boundariesOf(
  rollout: Pick<Rollout, 'requestedAt' | 'progressingAt' | 'completedAt' | 'drainedAt' | 'stalledAt'>,
  steps: readonly ReadyStep[],
  lanes: readonly Lane[],
): number[] {
  const { requestedAt, progressingAt, completedAt, drainedAt, stalledAt } = rollout
  const milestones = [requestedAt, progressingAt, completedAt, drainedAt, stalledAt]
  const all = new Set(milestones.filter((text) => text !== null).map((text) => Date.parse(text)))
  for (const { at } of steps) all.add(at)
  for (const lane of lanes) {
    const { endpoints, ticks, incidents } = lane.drawing()
    for (const { from, to } of endpoints) all.add(from).add(to ?? from)
    for (const { at, isOurs } of ticks) if (isOurs) all.add(at)
    for (const { at } of incidents) all.add(at)
  }
  return [...all].sort((a, b) => a - b)
}

/** The next of these before or after `at`; `undefined` where there is none. */
export function nextOf(boundaries: readonly number[], at: number, direction: 'earlier' | 'later'): number | undefined {
  return direction === 'later'
    ? boundaries.find((boundary) => boundary > at)
    : boundaries.findLast((boundary) => boundary < at)
}
