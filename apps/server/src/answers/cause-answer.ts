import type { Cause as CauseAnswer, ChangeCauses } from '@portolan/contract'
import { type AttributedTransition, type Cause, describeCause } from '@portolan/domain'
import { messageAnswer } from './resolution-answer.ts'

/** Why an endpoint was lost or gained, with its proof. */
export function causeAnswer(cause: Cause): CauseAnswer {
  const { proof, missing, ...same } = cause
  return {
    ...same,
    proof: proof.map((each) => ({ ...each })),
    ...(missing && { missing: [...missing] }),
    sentence: messageAnswer(describeCause(cause)),
  }
}

/** What happened to an endpoint, and why; `null` where it was not there. */
export function transitionAnswer({ transition, cause }: AttributedTransition): ChangeCauses['items'][number] {
  const { service, identity, pod = null, from = null, to = null } = transition
  return { service, identity, pod, from, to, cause: causeAnswer(cause) }
}
