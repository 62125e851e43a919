import type { Condition } from '../../kubernetes/metadata.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { Deployment } from '../../kubernetes/workloads.ts'
import { compareText } from '../../text-order.ts'
import { isSelectedBy } from '../../topology/label-selector.ts'
import { heldSince } from '../condition-of.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { Derivation, RuleView } from '../rule-view.ts'

const limitedAutoscaler = defineRule({
  id: 'RLO-012',
  group: 'rollout',
  severity: 'warning',
  title: 'An autoscaler cannot scale as it wants',
  description:
    'A HorizontalPodAutoscaler is at its maximum (`ScalingLimited`, reason `TooManyReplicas`), gets no measurements ' +
    '(`ScalingActive` False), or cannot scale its target (`AbleToScale` False). Only told (info) where scaling is switched off ' +
    'because the target has no replicas.',
  subjects: ['HorizontalPodAutoscaler'],
  inputs: [],
  messages: {
    default: '{subject} cannot scale {target}: {type} is {status} ({reason})',
    limited: '{subject} would scale {target} above its maximum of {max}',
  },
  hint: 'Raise maxReplicas, or see the metrics server and the target.',
  *evaluate(autoscaler) {
    const { maxReplicas, scaleTargetRef } = autoscaler.spec
    for (const condition of autoscaler.status.conditions) {
      const isLimited = isAtMaximum(condition)
      if (!isLimited && !isUnable(condition)) continue
      const { reason = 'no reason', status, type } = condition
      yield {
        about: `status.conditions[${type}]`,
        ...(isLimited && { variant: 'limited' }),
        ...(reason === 'ScalingDisabled' && { severity: 'info' }),
        values: {
          subject: keyOf(autoscaler),
          target: objectKey(scaleTargetRef.kind, autoscaler.metadata.namespace, scaleTargetRef.name),
          ...{ max: maxReplicas, reason, status, type },
        },
        evidence: [
          field(autoscaler, `status.conditions[${type}]`, condition),
          field(autoscaler, 'spec.maxReplicas', maxReplicas),
          field(autoscaler, 'status.desiredReplicas', autoscaler.status.desiredReplicas),
        ],
        ...heldSince(condition.lastTransitionTime),
      }
    }
  },
})

const isAtMaximum = ({ reason, status, type }: Condition): boolean =>
  type === 'ScalingLimited' && status === 'True' && reason === 'TooManyReplicas'

const isUnable = ({ status, type }: Condition): boolean =>
  (type === 'ScalingActive' || type === 'AbleToScale') && status === 'False'

/** How often, within `FIGHT_MS`, and by how many, `spec.replicas` is written when somebody fights over it. */
const FIGHT_CHANGES = 3
const FIGHT_MS = 600_000

const replicasFight = defineRule({
  id: 'RLO-013',
  group: 'rollout',
  severity: 'warning',
  title: 'Several writers fight over the number of replicas',
  description:
    '`spec.replicas` was rewritten at least three times within ten minutes, and not always by the same field manager.',
  subjects: ['Deployment', 'StatefulSet'],
  inputs: [],
  history: ['fieldChanges'],
  messages: { default: '{managers} rewrote spec.replicas of {subject} {count} times within ten minutes' },
  hint: 'Leave replicas out of the manifests of what an autoscaler scales.',
  *evaluate(workload, view) {
    const changes = view.history.fieldChanges?.(keyOf(workload), 'spec.replicas') ?? []
    const [newest, oldest] = [changes[0], changes[FIGHT_CHANGES - 1]]
    if (!newest || !oldest || newest.observedAt - oldest.observedAt > FIGHT_MS) return
    const within = changes.filter(({ observedAt }) => newest.observedAt - observedAt <= FIGHT_MS)
    const managers = new Set(within.flatMap(({ writer }) => writer?.manager ?? []))
    if (managers.size < 2) return
    yield {
      values: { subject: keyOf(workload), managers: listed([...managers].sort()), count: within.length },
      evidence: within
        .slice(0, MOST_EVIDENCE)
        .map(({ after, observedAt, writer }) =>
          field(workload, 'spec.replicas', { observedAt, after: Number(after), manager: writer?.manager ?? null }),
        ),
      until: oldest.observedAt + FIGHT_MS,
    }
  },
})

/** By `namespace/name` of a Deployment, Pods that its selector matches and another controller made, with that controller. */
const FOREIGN_PODS: Derivation<readonly (readonly [pod: string, owner: string])[]> = {
  name: 'foreign pods of deployment',
  compute(key, view) {
    const [namespace = '', name = ''] = key.split('/')
    const deployment = view.find('Deployment', namespace, name)
    if (!deployment) return []
    const foreign: [string, string][] = []
    for (const pod of podsMatching(deployment, view)) {
      const owner = pod.metadata.ownerReferences.find(({ controller }) => controller)
      if (!owner) continue
      const replicaSet = owner.kind === 'ReplicaSet' ? view.byUid('ReplicaSet', owner.uid) : undefined
      const isOwn = replicaSet?.metadata.ownerReferences.some(({ uid }) => uid === deployment.metadata.uid)
      const isUnknown = owner.kind === 'ReplicaSet' && !replicaSet
      if (!isOwn && !isUnknown) foreign.push([keyOf(pod), objectKey(owner.kind, namespace, owner.name)])
    }
    return foreign.sort(([a], [b]) => compareText(a, b)).slice(0, MOST_EVIDENCE)
  },
}

function podsMatching({ metadata: { namespace = '' }, spec: { selector } }: Deployment, view: RuleView) {
  const hasLabels = Object.keys(selector.matchLabels).length > 0
  const pods = hasLabels ? view.podsSelectedBy(namespace, selector.matchLabels) : [...view.ofKind('Pod', namespace)]
  return selector.matchExpressions.length === 0
    ? pods
    : pods.filter((pod) => isSelectedBy(pod.metadata.labels, selector))
}

const overlappingSelector = defineRule({
  id: 'RLO-015',
  group: 'rollout',
  severity: 'warning',
  title: "The selector of a Deployment matches another controller's Pods",
  description: 'The selector of a Deployment also matches Pods that another controller made.',
  subjects: ['Deployment'],
  inputs: ['Pod', 'ReplicaSet'],
  messages: { default: 'The selector of {subject} also matches Pods of {owners}: {pods}' },
  hint: 'Give each controller labels of its own: what counts Pods by label counts wrongly.',
  *evaluate(deployment, view) {
    const { name, namespace } = deployment.metadata
    const foreign = view.derive(FOREIGN_PODS, `${namespace}/${name}`)
    if (foreign.length === 0) return
    const owners = [...new Set(foreign.map(([, owner]) => owner))].sort()
    yield {
      values: { subject: keyOf(deployment), owners: listed(owners), pods: listed(foreign.map(([pod]) => pod)) },
      evidence: [
        field(deployment, 'spec.selector', deployment.spec.selector),
        ...foreign.map(([object, owner]) => ({ object, path: 'metadata.ownerReferences', value: owner })),
      ],
      command: `kubectl get pods -n ${namespace} --show-labels`,
    }
  },
})

/** Who decides how many Pods there are, and whose they are. */
export const SCALING_RULES: readonly Rule[] = [limitedAutoscaler, replicasFight, overlappingSelector]
