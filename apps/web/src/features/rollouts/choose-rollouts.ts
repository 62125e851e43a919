import type { Rollout } from '@portolan/contract'
import { imageChanges } from '../../cluster/image-change.ts'
import { type RolloutState, VERDICTS, type Verdict } from '../../cluster/verdict.ts'

/** What is chosen of all rollouts; an empty list and an absent state mean all. */
export interface RolloutsFilter {
  readonly verdicts: readonly Verdict[]
  readonly state: RolloutState | undefined
  readonly q: string
}

/** The rollouts that are chosen, in the order given. Every word must occur: in workload, revisions, images or verdict. */
export function chosenRollouts(rollouts: readonly Rollout[], { verdicts, state, q }: RolloutsFilter): Rollout[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return rollouts.filter(
    (rollout) =>
      (verdicts.length === 0 || verdicts.includes(rollout.verdict.kind)) &&
      (state === undefined || rollout.state === state) &&
      words.every((word) => textOf(rollout).includes(word)),
  )
}

/** How many there are of each verdict. */
export function countVerdicts(rollouts: readonly Rollout[]): Readonly<Record<Verdict, number>> {
  const count = (verdict: Verdict) => rollouts.filter(({ verdict: { kind } }) => kind === verdict).length
  return Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>
}

/** Its workload, what it was asked to be, and what came of it. */
function textOf({ workload, revisions: { from, to }, verdict, trigger, state }: Rollout): string {
  const images = imageChanges(from.images, to.images).flatMap(({ name, from, to }) => [name, from, to])
  const { kind, namespace, name } = workload
  return [
    kind,
    `${namespace}/${name}`,
    from.hash,
    to.hash,
    ...images,
    verdict.kind,
    verdict.sentence.text,
    trigger,
    state,
  ]
    .filter((part) => part !== undefined)
    .join(' ')
    .toLowerCase()
}
