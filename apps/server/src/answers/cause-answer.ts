import type { Cause as CauseAnswer } from '@portolan/contract'
import { type Cause, describeCause } from '@portolan/domain'
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
