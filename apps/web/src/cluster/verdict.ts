import type { Rollout } from '@portolan/contract'

export type Verdict = Rollout['verdict']['kind']
export type RolloutState = Rollout['state']

/** The worst first. */
export const VERDICTS = ['outage', 'stalled', 'unknown', 'reduced', 'hitless'] as const satisfies readonly Verdict[]

/** In the order of a rollout's life, then the ways it can end otherwise. */
export const ROLLOUT_STATES = [
  'requested',
  'progressing',
  'paused',
  'stalled',
  'failed-create',
  'partitioned',
  'complete',
  'drained',
  'superseded',
  'rolled-back',
  'deleted',
] as const satisfies readonly RolloutState[]

/** Whether it still goes on: its Pods, or the draining of the old ones. */
export function isRunning({ endedAt }: Pick<Rollout, 'endedAt'>): boolean {
  return endedAt === null
}
