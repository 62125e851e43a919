import { type ArgsOfText, type Sentence, sentence } from '../sentences/sentence.ts'

/**
 * Every sentence of a cause, in English. An id is never given another meaning: catalogues of other languages and tests rely on
 * it. `{object}` is an object key, `{detail}` a name as the cluster has it.
 */
export const CAUSE_MESSAGES = {
  'cause.selector-edited': 'The selector of {object} was edited',
  'cause.selector-edited.service-created': '{object} was created',
  'cause.pod-relabelled': 'The labels of {object} were changed',
  'cause.ports-edited': 'The ports of {object} were edited',
  'cause.service-deleted': '{object} was deleted',
  'cause.service-deleted.slice': '{object} was deleted while its Service and its Pods stayed',
  'cause.node-gone': '{object} is gone',
  'cause.taint-eviction': 'A taint of {object} evicts Pods that do not tolerate it',
  'cause.eviction': 'The eviction API was asked to end {object}',
  'cause.eviction.drain': '{object} is being drained',
  'cause.preemption': '{object} made place for a Pod of higher priority',
  'cause.kubelet-eviction': 'The kubelet of {object} evicted the Pod',
  'cause.kubelet-eviction.node-shutdown': '{object} was shut down',
  'cause.node-not-ready': '{object} is not ready',
  'cause.out-of-memory': 'A container of {object} ran out of memory',
  'cause.crash': 'A container of {object} crashed',
  'cause.probe-restart': 'A liveness or startup probe had a container of {object} restarted',
  'cause.readiness-gate': 'A readiness gate of {object} is closed',
  'cause.readiness-probe': 'Container {detail} of {object} runs and is not ready',
  'cause.rollout': '{object} rolls out another revision',
  'cause.scale-down': '{object} was scaled down',
  'cause.scale-down.hpa': 'An autoscaler scaled {object} down',
  'cause.scale-down.by': '{object} was scaled down by {detail}',
  'cause.owner-deleted': '{object} was deleted, and its Pods with it',
  'cause.pod-deleted': '{object} was deleted directly',
  'cause.pod-deleted.cordoned': '{object} was deleted directly, from a Node that is cordoned',
  'cause.pod-ended': '{object} ended: {detail}',
  'cause.new-pod': '{object} is new',
  'cause.new-pod.new-workload': '{object} is new, of a new workload',
  'cause.new-pod.scale-up': '{object} is new, because more are wanted',
  'cause.new-pod.rollout': '{object} is new, of the revision that is rolled out',
  'cause.new-pod.replacement': '{object} is new, in the place of another',
  'cause.recovered': '{object} is ready again',
  'cause.unknown': 'Nothing that was seen explains it',
  'cause.unknown.pod': 'Unknown: the Pod was never seen',
  'cause.unknown.hand-made-slice': 'Unknown: the slice is written by somebody else than the cluster',
  'cause.unknown.gap': 'Unknown: it happened while nothing was seen',
  'cause.unknown.permission': 'Unknown: Pods may not be read',
  'cause.unknown.window': 'Unknown: too much happened to remember all of it',
} as const

export type CauseMessageId = keyof typeof CAUSE_MESSAGES

export type CauseMessage = Sentence<CauseMessageId>

/** Say a message; its arguments are those its text has places for. */
export function sayCause<Id extends CauseMessageId>(
  id: Id,
  args: ArgsOfText<(typeof CAUSE_MESSAGES)[Id]>,
): CauseMessage {
  return sentence(id, CAUSE_MESSAGES[id], args)
}
