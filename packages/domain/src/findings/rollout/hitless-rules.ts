import { keyOf } from '../../kubernetes/object-key.ts'
import type { Service } from '../../kubernetes/service.ts'
import { minAvailable } from '../../rollouts/rolling-budget.ts'
import { type RollingWorkload, strategyOf } from '../../rollouts/rolling-workload.ts'
import type { ZeroReason } from '../../rollouts/rollout-types.ts'
import { durationText } from '../../rollouts/time-text.ts'
import { wantedPods } from '../../services/matching-workloads.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { Derivation, RuleView } from '../rule-view.ts'
import { FRONT_KINDS, frontsOf } from '../service/fronts.ts'
import { servicesSelecting } from '../services-selecting.ts'
import { newestPodsOf } from './revisions-of-workload.ts'

const strategyPath = ({ kind }: RollingWorkload): string =>
  kind === 'Deployment' ? 'spec.strategy' : 'spec.updateStrategy'

function strategyField(workload: RollingWorkload) {
  const value = workload.kind === 'Deployment' ? workload.spec.strategy : workload.spec.updateStrategy
  return field(workload, strategyPath(workload), value)
}

const mayReachZero = defineRule({
  id: 'RLO-004',
  group: 'rollout',
  severity: 'warning',
  title: 'The next rollout may leave nothing ready',
  description:
    'The strategy of a workload lets all its Pods be unavailable at once (rule F.3), or is Recreate, and a Service that selects ' +
    'its Pods is used from outside: by an Ingress, a route, a load balancer, a node port or an external IP.',
  subjects: ['Deployment', 'StatefulSet', 'DaemonSet'],
  inputs: ['Service', 'Ingress'],
  consults: FRONT_KINDS,
  messages: {
    default:
      'The next rollout of {subject} may leave none of its {wanted} Pods available, and {services} is used from outside',
    recreate:
      'Each rollout of {subject} first ends all its {wanted} Pods (Recreate), and {services} is used from outside',
  },
  hint: 'Let it surge (maxSurge at least 1, maxUnavailable 0), or run more Pods than may be unavailable.',
  *evaluate(workload, view) {
    const wanted = wantedPods(workload)
    const strategy = strategyOf(workload)
    if (wanted === 0 || strategy === 'OnDelete' || minAvailable(workload, wanted) > 0) return
    const { namespace = '' } = workload.metadata
    const services = servicesSelecting(namespace, workload.derived.templateLabels, view)
    const exposed = services.filter((service) => isExposed(service, view))
    if (exposed.length === 0) return
    yield {
      ...(strategy === 'Recreate' && { variant: 'recreate' }),
      values: { subject: keyOf(workload), wanted, services: listed(exposed.map(keyOf)) },
      evidence: [
        strategyField(workload),
        field(workload, 'Pods wanted', wanted),
        field(workload, 'Pods that stay available', 0),
        ...exposed.slice(0, MOST_EVIDENCE).map((service) => field(service, 'spec.type', service.spec.type)),
      ],
    }
  },
})

function isExposed(service: Service, view: RuleView): boolean {
  const { externalIPs, type } = service.spec
  if (type === 'LoadBalancer' || type === 'NodePort' || externalIPs.length > 0) return true
  const { ingresses, routes } = frontsOf(service, view)
  return ingresses.length + routes.length > 0
}

const ZERO_REASON_WORDS: Readonly<Record<Exclude<ZeroReason, 'inherited'>, string>> = {
  'recreate-strategy': 'its strategy ends all old Pods first',
  'budget-allows-zero': 'its maxUnavailable lets all of them be gone',
  'endpoint-lag': 'new Pods were Ready before their endpoints were',
  'endpoints-lost': 'endpoints were lost that its strategy promised to keep',
}

/** For how long a window stays news. */
const NEWS_MS = 3_600_000

const reachedZero = defineRule({
  id: 'RLO-005',
  group: 'rollout',
  severity: 'error',
  title: 'A rollout left a Service without a ready endpoint',
  description:
    'During a rollout of a workload a Service that selects its Pods had no ready endpoint, though Pods were wanted. Told for an ' +
    'hour. What was so before the rollout is not its doing.',
  subjects: ['Deployment', 'StatefulSet', 'DaemonSet'],
  inputs: [],
  history: ['rolloutZeroWindows'],
  holdsForMs: 0,
  messages: {
    default: 'A rollout of {subject} left {service} without a ready endpoint for {duration} ({reason})',
    lasts: 'A rollout of {subject} has left {service} without a ready endpoint ({reason})',
  },
  words: { reason: ZERO_REASON_WORDS },
  hint: 'Where the strategy allows it, change the strategy (RLO-004); otherwise see why the new Pods were not ready in time.',
  *evaluate(workload, view) {
    for (const { service, window } of view.history.rolloutZeroWindows?.(keyOf(workload)) ?? []) {
      const { from, reason, to } = window
      if (reason === 'inherited') continue
      yield {
        about: `Service/${service} at ${from.seq}`,
        ...(to === undefined && { variant: 'lasts' }),
        values: {
          subject: keyOf(workload),
          service: `Service/${service}`,
          duration: durationText((to?.at ?? from.at) - from.at),
          reason,
        },
        evidence: [
          { object: `Service/${service}`, path: 'zeroReady', value: { from: from.at, to: to?.at ?? null } },
          strategyField(workload),
        ],
        heldSince: from.at,
        ...(to && { until: to.at + NEWS_MS }),
      }
    }
  },
})

/** Of a workload by its key: whether its newest Pods have a readiness probe; `''` where it has none. */
const PROBED: Derivation<'probed' | 'bare' | ''> = {
  name: 'readiness probes of workload',
  compute(key, view) {
    const workload = view.get(key)
    if (workload?.kind !== 'Deployment' && workload?.kind !== 'StatefulSet' && workload?.kind !== 'DaemonSet') return ''
    const [pod] = newestPodsOf(workload, view)
    if (!pod) return ''
    const containers = [...pod.spec.containers, ...pod.spec.initContainers]
    return containers.some(({ readinessProbe }) => readinessProbe !== undefined) ? 'probed' : 'bare'
  },
}

const blindRollout = defineRule({
  id: 'RLO-006',
  group: 'rollout',
  severity: 'warning',
  title: 'A rollout does not wait until new Pods work',
  description:
    'A workload that rolls has `minReadySeconds` 0, and none of the containers of its newest Pods has a readiness probe: the next ' +
    'old Pod goes as soon as the process of a new one runs. Not decided without a Pod, and nobody notices where no Service ' +
    'selects them.',
  subjects: ['Deployment', 'StatefulSet', 'DaemonSet'],
  inputs: ['Pod', 'ReplicaSet', 'Service'],
  messages: {
    default: 'A rollout of {subject} ends old Pods as soon as the processes of new ones run: it has no readiness probe',
  },
  hint: 'Add a readiness probe, or at least minReadySeconds.',
  *evaluate(workload, view) {
    if (workload.spec.minReadySeconds > 0 || strategyOf(workload) !== 'RollingUpdate') return
    const { derived, metadata } = workload
    if (servicesSelecting(metadata.namespace ?? '', derived.templateLabels, view).length === 0) return
    if (view.derive(PROBED, keyOf(workload)) !== 'bare') return
    yield {
      values: { subject: keyOf(workload) },
      evidence: [
        field(workload, 'spec.minReadySeconds', 0),
        field(workload, 'spec.template.spec.containers[*].readinessProbe', undefined),
      ],
    }
  },
})

/** Whether rollouts are seen from outside. */
export const HITLESS_RULES: readonly Rule[] = [mayReachZero, reachedZero, blindRollout]
