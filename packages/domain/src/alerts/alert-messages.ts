import type { CauseKind } from '../causes/cause-types.ts'
import { type Sentence, sentence } from '../sentences/sentence.ts'
import type { DetectorId } from './rules/alert-rule.ts'

/**
 * Every sentence of an alert, in English. An id is never given another meaning: catalogues of other languages rely on it.
 * `{name}` is a place for an argument.
 */
export const ALERT_MESSAGES = {
  'alert.zero-endpoints': 'Service {service} has no ready endpoint',
  'alert.low-endpoints': 'Service {service} has {ready} ready endpoints of {desired}',
  'alert.endpoint-drop': 'Service {service} has {ready} ready endpoints, of {peak} shortly before',
  'alert.churn-rate':
    'Endpoints of Service {service} left or flipped {churn} times in {minutes} min, and not for a rollout, a scaling or a drain',
  'alert.flapping-endpoint':
    'Endpoint {endpoint} of Service {service} changed its readiness {transitions} times in {minutes} min',
  'alert.flapping-service':
    '{flapping} of {size} endpoints of Service {service} change their readiness again and again',
  'alert.slow-drain':
    'Endpoint {endpoint} of Service {service} is still terminating, longer than its {grace} s of grace',
  'alert.slow-readiness': 'Endpoint {endpoint} of Service {service} runs and does not become ready',
  'alert.single-endpoint': 'Service {service} has a single endpoint',
  'alert.rollout-stalled': 'The rollout of {workload} does not progress',
  'alert.rollout-failed-create': 'The rollout of {workload} cannot create Pods',
  'alert.node-drain': 'Node {node} is drained; endpoints evicted so far: {evicted}',
} as const satisfies Record<`alert.${DetectorId}` | 'alert.rollout-failed-create', string>

/** Why several endpoints were lost, where not one object is to blame but `{count}` of them. */
export const SHARED_CAUSE_MESSAGES = {
  'lost.selector-edited': 'The selectors of {count} Services were edited',
  'lost.pod-relabelled': 'The labels of {count} Pods were changed',
  'lost.ports-edited': 'The ports of {count} Services were edited',
  'lost.service-deleted': '{count} Services were deleted',
  'lost.node-gone': '{count} Nodes are gone',
  'lost.taint-eviction': 'Taints of {count} Nodes evict Pods',
  'lost.eviction': 'The eviction API was asked to end {count} Pods',
  'lost.preemption': '{count} Pods made place for Pods of higher priority',
  'lost.kubelet-eviction': 'The kubelets of {count} Nodes evict Pods',
  'lost.node-not-ready': '{count} Nodes are not ready',
  'lost.out-of-memory': 'Containers of {count} Pods ran out of memory',
  'lost.crash': 'Containers of {count} Pods crash',
  'lost.probe-restart': 'Liveness or startup probes restart containers of {count} Pods',
  'lost.readiness-gate': 'Readiness gates of {count} Pods are closed',
  'lost.readiness-probe': '{count} Pods run and are not ready',
  'lost.rollout': '{count} workloads roll out another revision',
  'lost.scale-down': '{count} workloads were scaled down',
  'lost.owner-deleted': '{count} owners were deleted, and their Pods with them',
  'lost.pod-deleted': '{count} Pods were deleted directly',
  'lost.pod-ended': '{count} Pods ended',
  'lost.new-pod': '{count} Pods are new',
  'lost.recovered': '{count} Pods are ready again',
  'lost.unknown': 'Nothing that was seen explains it',
} as const satisfies Record<`lost.${CauseKind}`, string>

/** What a rollout waits for. */
export type StallKind = 'image' | 'container' | 'crash' | 'unschedulable' | 'not-ready' | 'reported'

/** Why a rollout does not progress. `{object}` is an object key, `{detail}` a word or sentence as the cluster has it. */
export const STALL_MESSAGES = {
  'stall.image': 'The image {detail} of {object} cannot be pulled',
  'stall.container': 'A container of {object} cannot be started: {detail}',
  'stall.crash': 'A container of {object} crashes again and again: {detail}',
  'stall.unschedulable': 'No Node takes {object}: {detail}',
  'stall.not-ready': '{object} runs and is not ready',
  'stall.reported': '{object} says: {detail}',
} as const satisfies Record<`stall.${StallKind}`, string>

/** The sentence of an alert. */
export function alertSentence(id: keyof typeof ALERT_MESSAGES, args: Sentence<string>['args']): Sentence<string> {
  return sentence(id, ALERT_MESSAGES[id], args)
}

/** The sentence of what a rollout waits for. */
export function stallSentence(kind: StallKind, args: { object: string; detail: string }): Sentence<string> {
  return sentence(`stall.${kind}`, STALL_MESSAGES[`stall.${kind}`], args)
}

/** The sentence of a cause that several objects share. */
export function sharedCauseSentence(kind: CauseKind, count: number): Sentence<string> {
  return sentence(`lost.${kind}`, SHARED_CAUSE_MESSAGES[`lost.${kind}`], { count })
}
