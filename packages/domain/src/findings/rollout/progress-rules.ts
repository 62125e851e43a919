import { timeOf } from '../../kubernetes/api-time.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Deployment, ReplicaSet } from '../../kubernetes/workloads.ts'
import { isWorkload, wantedPods } from '../../services/matching-workloads.ts'
import { conditionOf, heldSince } from '../condition-of.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { EVENTS_OF_OBJECT } from '../lookups.ts'
import { median } from '../median.ts'
import { reasonsOf } from '../pod/containers-of-pod.ts'
import { messageEvidence } from '../pod/events-of-pod.ts'
import { defineRule, type Rule } from '../rule.ts'
import {
  formerRevisions,
  newestPodsOf,
  replicaSetOfTemplate,
  replicaSetsOf,
  revisionNumber,
} from './revisions-of-workload.ts'

const statusCommand = ({ kind, metadata: { name, namespace } }: Deployment | ReplicaSet): string =>
  `kubectl describe ${kind.toLowerCase()} ${name} -n ${namespace}`

const stalled = defineRule({
  id: 'RLO-001',
  group: 'rollout',
  severity: 'error',
  title: 'A rollout does not get on',
  description:
    'Condition Progressing of a Deployment is False with reason `ProgressDeadlineExceeded`: nothing has moved for ' +
    '`progressDeadlineSeconds`. Nobody rolls back by itself; the controller keeps trying.',
  subjects: ['Deployment'],
  inputs: [],
  consults: ['ReplicaSet', 'Pod'],
  messages: {
    default: 'The rollout of {subject} has not moved for {seconds} s',
    reasons: 'The rollout of {subject} has not moved for {seconds} s; its new Pods: {reasons}',
  },
  hint: 'Correct the template or roll back.',
  *evaluate(deployment, view) {
    const progressing = conditionOf(deployment.status.conditions, 'Progressing')
    if (progressing?.status !== 'False' || progressing.reason !== 'ProgressDeadlineExceeded') return
    const pods = newestPodsOf(deployment, view)
    const reasons = [...new Set(pods.flatMap(reasonsOf))].sort()
    yield {
      ...(reasons.length > 0 && { variant: 'reasons' }),
      values: {
        subject: keyOf(deployment),
        seconds: deployment.spec.progressDeadlineSeconds,
        reasons: listed(reasons),
      },
      evidence: [
        field(deployment, 'status.conditions[Progressing]', progressing),
        ...pods.slice(0, MOST_EVIDENCE).map((pod) => field(pod, 'status.containerStatuses[*].state', reasonsOf(pod))),
      ],
      ...heldSince(progressing.lastTransitionTime),
      command: statusCommand(deployment),
    }
  },
})

const failedCreate = defineRule({
  id: 'RLO-002',
  group: 'rollout',
  severity: 'error',
  title: 'Pods cannot be created',
  description:
    'Condition ReplicaFailure of a Deployment, or of a ReplicaSet without one, is True; or a StatefulSet or DaemonSet, which have ' +
    'no such condition, has fewer Pods than it should and an Event `FailedCreate`.',
  subjects: ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'],
  inputs: [],
  consults: ['Event'],
  messages: { default: 'Pods of {subject} cannot be created: {message}' },
  hint: 'See the quota of the namespace and the admission webhooks.',
  *evaluate(workload, view) {
    if (!isWorkload(workload)) return
    if (workload.kind === 'Deployment' || workload.kind === 'ReplicaSet') {
      const failure = conditionOf(workload.status.conditions, 'ReplicaFailure')
      if (failure?.status !== 'True') return
      yield {
        values: { subject: keyOf(workload), message: failure.message ?? failure.reason ?? 'ReplicaFailure' },
        evidence: [field(workload, 'status.conditions[ReplicaFailure]', failure)],
        ...heldSince(failure.lastTransitionTime),
        command: statusCommand(workload),
      }
      return
    }
    const made = workload.kind === 'DaemonSet' ? workload.status.currentNumberScheduled : workload.status.replicas
    if (made >= wantedPods(workload)) return
    const events = view.lookup(EVENTS_OF_OBJECT, keyOf(workload)).filter(({ reason }) => reason === 'FailedCreate')
    const [said] = messageEvidence(events)
    if (!said) return
    yield {
      values: { subject: keyOf(workload), message: String(said.value) },
      evidence: [field(workload, 'status', workload.status), said],
      confidence: 'inferred',
    }
  },
})

const pausedWithChange = defineRule({
  id: 'RLO-003',
  group: 'rollout',
  severity: 'info',
  title: 'A changed template waits for a paused Deployment',
  description:
    'A Deployment is paused, and none of its ReplicaSets has its template: the change takes effect once it is resumed.',
  subjects: ['Deployment'],
  inputs: ['ReplicaSet'],
  messages: { default: '{subject} is paused, and its template was changed meanwhile' },
  hint: 'Resume it: kubectl rollout resume.',
  *evaluate(deployment, view) {
    if (!deployment.spec.paused) return
    const owned = replicaSetsOf(deployment, view)
    const { templateFingerprint } = deployment.derived
    if (owned.some(({ derived }) => derived.templateFingerprint === templateFingerprint)) return
    const running = owned.filter(({ spec }) => spec.replicas > 0)
    if (running.length === 0) return
    yield {
      values: { subject: keyOf(deployment) },
      evidence: [deployment, ...running.slice(0, MOST_EVIDENCE)].map((object) =>
        field(object, 'derived.templateFingerprint', object.derived.templateFingerprint),
      ),
      command: `kubectl rollout status deployment ${deployment.metadata.name} -n ${deployment.metadata.namespace}`,
    }
  },
})

/** The least that a new revision is given until its first Pod is ready, and how often the usual time. */
const LEAST_MS = 120_000
const USUAL_TIMES = 2

const slowStart = defineRule({
  id: 'RLO-007',
  group: 'rollout',
  severity: 'warning',
  title: 'No Pod of a new revision becomes Ready',
  description:
    "The ReplicaSet of a Deployment's template wants Pods and has none ready, for more than twice the median time that earlier " +
    'rollouts took until their first new Pod was ready, at least two minutes.',
  subjects: ['Deployment'],
  inputs: ['ReplicaSet'],
  history: ['rolloutDurations'],
  holdsForMs: LEAST_MS,
  messages: { default: 'No Pod of {revision}, the newest of {subject}, is ready after {seconds} s' },
  hint: 'See why its Pods are not ready; earlier rollouts were faster.',
  *evaluate(deployment, view) {
    const { readyReplicas, replicas, updatedReplicas } = deployment.status
    if (readyReplicas >= replicas && updatedReplicas > 0) return
    const replicaSet = replicaSetOfTemplate(deployment, view)
    if (!replicaSet || replicaSet.spec.replicas === 0 || replicaSet.status.readyReplicas > 0) return
    const durations = view.history.rolloutDurations?.(keyOf(deployment)) ?? []
    const patienceMs = Math.max(LEAST_MS, durations.length > 0 ? USUAL_TIMES * median(durations) : 0)
    const createdAt = timeOf(replicaSet.metadata.creationTimestamp).ms
    const isMadeAnew = formerRevisions(replicaSet) === ''
    yield {
      about: keyOf(replicaSet),
      values: { subject: keyOf(deployment), revision: keyOf(replicaSet), seconds: Math.round(patienceMs / 1_000) },
      evidence: [
        field(replicaSet, 'status.readyReplicas', 0),
        field(replicaSet, 'spec.replicas', replicaSet.spec.replicas),
        field(deployment, 'durations of rollouts in ms', durations.slice(0, MOST_EVIDENCE)),
      ],
      from: createdAt + patienceMs,
      ...(isMadeAnew && { heldSince: createdAt }),
      command: statusCommand(deployment),
    }
  },
})

/** A first rollout and a second one: before that there is nothing to go back to. */
const FIRST_ROLLBACK = 3

const rolledBack = defineRule({
  id: 'RLO-008',
  group: 'rollout',
  severity: 'info',
  title: 'A Deployment was rolled back',
  description:
    "The ReplicaSet of a Deployment's template had another revision number before, and a younger ReplicaSet is there. By whom or " +
    'how (kubectl, GitOps) is not known.',
  subjects: ['Deployment'],
  inputs: ['ReplicaSet'],
  messages: { default: '{subject} was rolled back to {revision}, which was revision {former} and is {number} now' },
  hint: 'Nothing is wrong; see what was rolled back before it is tried again.',
  *evaluate(deployment, view) {
    if (!(revisionNumber(deployment) >= FIRST_ROLLBACK)) return
    const owned = replicaSetsOf(deployment, view)
    const current = replicaSetOfTemplate(deployment, view)
    const youngest = owned.at(-1)
    if (!current || !youngest || formerRevisions(current) === '') return
    if (current.metadata.creationTimestamp >= youngest.metadata.creationTimestamp) return
    yield {
      values: {
        subject: keyOf(deployment),
        revision: keyOf(current),
        former: formerRevisions(current).replaceAll(',', ', '),
        number: revisionNumber(current),
      },
      evidence: [current, youngest].flatMap((replicaSet) => [
        field(replicaSet, 'metadata.creationTimestamp', replicaSet.metadata.creationTimestamp),
        field(replicaSet, 'metadata.annotations["deployment.kubernetes.io/revision"]', revisionNumber(replicaSet)),
      ]),
      command: `kubectl rollout history deployment ${deployment.metadata.name} -n ${deployment.metadata.namespace}`,
    }
  },
})

const unacknowledged = defineRule({
  id: 'RLO-009',
  group: 'rollout',
  severity: 'warning',
  title: 'Nobody acts on a changed workload',
  description:
    '`status.observedGeneration` is behind `metadata.generation`: its controller has not seen the newest specification.',
  subjects: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  inputs: [],
  messages: { default: '{subject} is at generation {generation}, and its controller has seen {observed}' },
  hint: 'See the controller manager: it is down, or far behind.',
  *evaluate(workload) {
    const { generation } = workload.metadata
    const { observedGeneration } = workload.status
    if (generation === undefined || observedGeneration >= generation) return
    yield {
      values: { subject: keyOf(workload), generation, observed: observedGeneration },
      evidence: [
        field(workload, 'metadata.generation', generation),
        field(workload, 'status.observedGeneration', observedGeneration),
      ],
    }
  },
})

/** Whether a rollout gets on. */
export const PROGRESS_RULES: readonly Rule[] = [
  stalled,
  failedCreate,
  pausedWithChange,
  slowStart,
  rolledBack,
  unacknowledged,
]
