import type { RolloutDetail } from '@portolan/contract'

type Series = RolloutDetail['series'][number]

/** From `at` (epoch ms) on it was so. */
export interface ReadyStep {
  readonly at: number
  readonly seq: number
  readonly old: number
  readonly other: number
  readonly new: number
  readonly ready: number
  readonly draining: number
  readonly desired: number
  readonly minAvailable: number
  /** How many exact steps this one stands for. */
  readonly merged: number
}

/** The series of one Service as steps; revisions but the first and the last count as `other`. */
export function readySteps({ revisions, steps }: Series): ReadyStep[] {
  const last = revisions.length - 1
  return steps.map(({ from, ready, servingTerminating, desired, minAvailable, merged }) => {
    const total = ready.reduce((sum, count) => sum + count, 0)
    const old = last === 0 ? 0 : (ready[0] ?? 0)
    const fresh = ready[last] ?? 0
    return {
      at: Date.parse(from.at),
      seq: from.seq,
      old,
      new: fresh,
      other: total - old - fresh,
      ready: total,
      draining: servingTerminating,
      desired,
      minAvailable,
      merged,
    }
  })
}

/** What was so at `at`; `undefined` before the first step. */
export function stepAt<Step extends { readonly at: number }>(steps: readonly Step[], at: number): Step | undefined {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((steps[middle]?.at ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return steps[low - 1]
}

/** How high the chart must be: everything that is drawn fits, with room above. */
export function ceilingOf(steps: readonly ReadyStep[]): number {
  let most = 1
  for (const { ready, draining, desired } of steps) most = Math.max(most, ready + draining, desired)
  return most
}
