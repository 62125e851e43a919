import { isController } from '../../controllers/controller-traits.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { isPodReady } from '../../kubernetes/pod-ready.ts'
import type { Service } from '../../kubernetes/service.ts'
import type { DaemonSet, Deployment } from '../../kubernetes/workloads.ts'
import { field, MOST_EVIDENCE } from '../evidence.ts'
import type { Evidence } from '../finding.ts'
import { defineRule } from '../rule.ts'
import type { RuleView } from '../rule-view.ts'
import { readyEndpointsOf } from '../service/endpoints-of-service.ts'
import { workloadsOf } from '../workloads-of-service.ts'

/** ING-024. */
export const closedFrontDoor = defineRule({
  id: 'ING-024',
  group: 'ingress',
  severity: 'error',
  title: 'The way in to the Ingress controller leads nowhere',
  description:
    'A Service of an Ingress controller has no ready endpoint, or a controller that listens on ports of its nodes ' +
    '(`hostNetwork`, `hostPort`) has no Ready Pod. Services for admission webhooks and metrics do not count.',
  subjects: ['Service', 'DaemonSet', 'Deployment'],
  inputs: ['Pod', 'EndpointSlice', 'Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet'],
  messages: {
    default: '{subject} is the way in to the Ingress controller, and has no ready endpoint',
    'host-port': '{subject} is an Ingress controller on ports of its nodes, and has no Ready Pod',
  },
  hint: 'See why the Pods of the controller are not Ready.',
  *evaluate(subject, view) {
    const evidence = subject.kind === 'Service' ? closedService(subject, view) : closedHostPorts(subject, view)
    if (!evidence) return
    yield {
      ...(subject.kind !== 'Service' && { variant: 'host-port' }),
      values: { subject: keyOf(subject) },
      evidence,
      confidence: 'inferred',
      command: `kubectl get pods -n ${subject.metadata.namespace} -o wide`,
    }
  },
})

/** `undefined` where it is no way in, or leads somewhere. */
function closedService(service: Service, view: RuleView): readonly Evidence[] | undefined {
  const { metadata, spec } = service
  if (spec.type === 'ExternalName' || isForOthers(service)) return undefined
  const pods = view.podsSelectedBy(metadata.namespace ?? '', spec.selector)
  const workloads = workloadsOf(service, view).filter((workload) => workload.kind !== 'ReplicaSet')
  if (![...pods, ...workloads].some(isController)) return undefined
  if (readyEndpointsOf(service, view).length > 0) return undefined
  return [field(service, 'spec.selector', spec.selector), ...pods.slice(0, MOST_EVIDENCE).map(readiness)]
}

/** The controller's other Services (rule D.2): admission webhook and metrics. */
function isForOthers({ metadata: { name }, spec }: Service): boolean {
  if (name.endsWith('-admission') || name.endsWith('-metrics')) return true
  const targets = spec.ports.map(({ targetPort }) => targetPort)
  return targets.length > 0 && targets.every((target) => target === 'webhook' || target === 'metrics')
}

function closedHostPorts(workload: DaemonSet | Deployment, view: RuleView): readonly Evidence[] | undefined {
  const isOnHost =
    (workload.kind === 'DaemonSet' && workload.derived.hostNetwork) ||
    workload.derived.templatePorts.some(({ hostPort }) => hostPort !== undefined)
  if (!isOnHost || !isController(workload)) return undefined
  const pods = podsOf(workload, view)
  return pods.some(isPodReady)
    ? undefined
    : [field(workload, 'status', workload.status), ...pods.slice(0, MOST_EVIDENCE).map(readiness)]
}

function podsOf({ metadata }: DaemonSet | Deployment, view: RuleView): Pod[] {
  return view.childrenOf(metadata.uid).flatMap((child): Pod[] => {
    if (child.kind === 'Pod') return [child]
    return child.kind === 'ReplicaSet'
      ? view.childrenOf(child.metadata.uid).filter((pod): pod is Pod => pod.kind === 'Pod')
      : []
  })
}

function readiness(pod: Pod): Evidence {
  return field(
    pod,
    'status.conditions[Ready]',
    pod.status.conditions.find(({ type }) => type === 'Ready'),
  )
}
