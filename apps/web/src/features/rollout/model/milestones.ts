import type { Rollout } from '@portolan/contract'

const MILESTONES = ['requested', 'progressing', 'stalled', 'completed', 'drained'] as const
export type MilestoneName = (typeof MILESTONES)[number]

export interface Milestone {
  readonly name: MilestoneName
  /** Epoch ms. */
  readonly at: number
}

/** What a rollout went through, in order of time. */
export function milestonesOf(rollout: Rollout): Milestone[] {
  return MILESTONES.flatMap((name) => {
    const at = rollout[`${name}At`]
    return at === null ? [] : [{ name, at: Date.parse(at) }]
  }).sort((a, b) => a.at - b.at)
}
