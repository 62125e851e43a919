import { type Message, say } from '../messages/message.ts'
import { nameOf, type PathRule } from './path-rule.ts'

/** Why a path that matches too lost to an older or earlier one of equal rank. */
export function lostByAge(rule: PathRule, winner: PathRule): Message {
  if (rule.ingress === winner.ingress) return say('candidate.later-rule', {})
  const id =
    rule.ingress.metadata.creationTimestamp === winner.ingress.metadata.creationTimestamp
      ? 'candidate.later-name'
      : 'candidate.younger'
  return say(id, { winner: nameOf(winner) })
}
