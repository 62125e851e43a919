import { timeOf } from '../../kubernetes/api-time.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { isPodReady } from '../../kubernetes/pod-ready.ts'
import type { StatefulSet } from '../../kubernetes/workloads.ts'
import { firstUpdatedOrdinal } from '../../rollouts/revisions.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { reasonsOf } from '../pod/containers-of-pod.ts'
import { defineRule, type Rule } from '../rule.ts'
import { hashOf, podsOwnedBy } from './revisions-of-workload.ts'

/** Its controller is on the way from one revision to another. */
function isBetweenRevisions({ status }: StatefulSet): boolean {
  const { currentRevision, updateRevision } = status
  return currentRevision !== undefined && updateRevision !== undefined && currentRevision !== updateRevision
}

const partitioned = defineRule({
  id: 'RLO-010',
  group: 'rollout',
  severity: 'info',
  title: 'A partition keeps two revisions',
  description:
    'The partition of a StatefulSet leaves its lower ordinals at the old revision. It may stay so for ever: no stall.',
  subjects: ['StatefulSet'],
  inputs: [],
  messages: { default: '{subject} updates ordinals from {partition} on; those below stay at {revision}' },
  hint: 'Lower the partition to go on.',
  *evaluate(statefulSet) {
    const partition = statefulSet.spec.updateStrategy.rollingUpdate?.partition ?? 0
    const { currentRevision = '', updateRevision } = statefulSet.status
    if (partition === 0 || !isBetweenRevisions(statefulSet)) return
    yield {
      values: { subject: keyOf(statefulSet), partition: firstUpdatedOrdinal(statefulSet), revision: currentRevision },
      evidence: [
        field(statefulSet, 'spec.updateStrategy.rollingUpdate.partition', partition),
        field(statefulSet, 'status.currentRevision', currentRevision),
        field(statefulSet, 'status.updateRevision', updateRevision),
      ],
    }
  },
})

/** Reasons to wait that end by themselves. */
const STARTING = new Set(['ContainerCreating', 'PodInitializing'])

/** How long a Pod may take until it is Ready before it is said to block, where it shows no fault. */
const PATIENCE_MS = 120_000

const blocked = defineRule({
  id: 'RLO-011',
  group: 'rollout',
  severity: 'error',
  title: 'An unready Pod blocks the rollout of a StatefulSet',
  description:
    'A StatefulSet replaces its Pods in order (`OrderedReady`), and a Pod that was made by this rollout, or by one that it ' +
    'replaced, is not Ready: its containers fail, or two minutes have passed since it was created. The controller waits for it ' +
    'even after the template is corrected.',
  subjects: ['StatefulSet'],
  inputs: ['Pod'],
  messages: { default: 'Ordinal {ordinal} blocks the rollout of {subject}: {pod} is not Ready ({reasons})' },
  hint: 'Correct the template, then delete the Pod by hand: the controller does not replace it by itself.',
  *evaluate(statefulSet, view) {
    const { podManagementPolicy, updateStrategy } = statefulSet.spec
    if (podManagementPolicy !== 'OrderedReady' || updateStrategy.type !== 'RollingUpdate') return
    if (!isBetweenRevisions(statefulSet)) return
    for (const pod of podsOwnedBy(statefulSet, view)) {
      if (isPodReady(pod) || pod.metadata.deletionTimestamp !== undefined) continue
      if (hashOf(pod) === statefulSet.status.currentRevision) continue
      const reasons = reasonsOf(pod).filter((reason) => !STARTING.has(reason))
      const createdAt = timeOf(pod.metadata.creationTimestamp).ms
      yield {
        about: keyOf(pod),
        values: {
          subject: keyOf(statefulSet),
          ordinal: ordinalOf(pod),
          pod: keyOf(pod),
          reasons: listed(reasons) || 'no container says why',
        },
        evidence: [
          field(pod, 'status.conditions[Ready]', 'not True'),
          field(pod, 'metadata.labels.controller-revision-hash', hashOf(pod)),
          field(statefulSet, 'status.updateRevision', statefulSet.status.updateRevision),
        ],
        ...(reasons.length === 0 && { from: createdAt + PATIENCE_MS }),
        command: `kubectl describe pod ${pod.metadata.name} -n ${pod.metadata.namespace}`,
      }
    }
  },
})

const ordinalOf = ({ metadata }: Pod): string => metadata.name.slice(metadata.name.lastIndexOf('-') + 1)

const onDelete = defineRule({
  id: 'RLO-014',
  group: 'rollout',
  severity: 'info',
  title: 'Pods of an old revision wait to be deleted',
  description:
    'A StatefulSet or DaemonSet with update strategy OnDelete has Pods of an old revision: each is replaced once somebody deletes it.',
  subjects: ['StatefulSet', 'DaemonSet'],
  inputs: [],
  consults: ['Pod'],
  messages: { default: '{subject} is updated by hand (OnDelete), and {count} of its Pods are of an old revision' },
  hint: 'Delete the Pods one by one, or use RollingUpdate.',
  *evaluate(workload, view) {
    if (workload.spec.updateStrategy.type !== 'OnDelete') return
    const { status } = workload
    const count =
      'updatedNumberScheduled' in status
        ? status.currentNumberScheduled - status.updatedNumberScheduled
        : status.replicas - status.updatedReplicas
    if (count <= 0 || (workload.kind === 'StatefulSet' && !isBetweenRevisions(workload))) return
    const old = workload.kind === 'StatefulSet' ? oldPods(workload, podsOwnedBy(workload, view)) : []
    yield {
      values: { subject: keyOf(workload), count },
      evidence: [
        field(workload, 'spec.updateStrategy.type', 'OnDelete'),
        field(workload, 'Pods of an old revision', count),
        ...old
          .slice(0, MOST_EVIDENCE)
          .map((pod) => field(pod, 'metadata.labels.controller-revision-hash', hashOf(pod))),
      ],
    }
  },
})

const oldPods = ({ status }: StatefulSet, pods: readonly Pod[]): Pod[] =>
  pods.filter((pod) => hashOf(pod) !== status.updateRevision)

/** What only StatefulSets, and DaemonSets like them, do. */
export const STATEFUL_RULES: readonly Rule[] = [partitioned, blocked, onDelete]
