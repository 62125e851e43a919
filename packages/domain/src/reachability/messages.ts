import { type Sentence, sentence } from '../sentences/sentence.ts'

/** Every sentence of a reachability verdict, in English. An id never gets another meaning; `{name}` is a place for an argument. */
export const REACHABILITY_MESSAGES = {
  'not-isolated': 'No NetworkPolicy isolates {side}: everything passes',
  'not-policed': '{side} is no Pod: no NetworkPolicy applies to it',
  itself: 'A Pod always reaches itself',
  'own-node': '{side} takes everything from its own node',
  allowed: '{policy} allows it',
  'no-rules': '{count} policies isolate {side} and have no rule that allows anything',
  'wrong-namespace': '{policy} comes closest: no peer of it selects namespace {namespace}',
  'wrong-pod': '{policy} comes closest: it selects the namespace but not the labels of {peer}',
  'wrong-address': '{policy} comes closest: its address ranges do not hold {peer}',
  'wrong-protocol': '{policy} comes closest: it matches the peer but lists no {protocol} port',
  'wrong-port': '{policy} comes closest: it matches the peer but lists {ports}, and the connection is to {port}',
  'host-network':
    '{side} uses the network of its node: whether policies see a Pod or an address is for the network plugin',
  'unread-policies': 'NetworkPolicies of namespace {namespace} may not be read',
  'unread-namespaces': 'Whether {policy} selects namespace {namespace} cannot be told: its labels may not be read',
  'note.ip-block': '{policy} names Pods by address range, which some network plugins do not match',
  'note.plugin': 'Whether policies are enforced is for the network plugin to say',
} as const

export type ReachabilityMessageId = keyof typeof REACHABILITY_MESSAGES

export type ReachabilityMessage = Sentence<ReachabilityMessageId>

export function say(id: ReachabilityMessageId, args: ReachabilityMessage['args'] = {}): ReachabilityMessage {
  return sentence(id, REACHABILITY_MESSAGES[id], args)
}
