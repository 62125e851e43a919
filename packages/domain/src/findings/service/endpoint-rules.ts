import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import type { IpFamily } from '../../kubernetes/service.ts'
import { absence, field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { defineRule, type Rule } from '../rule.ts'
import { desiredPods, workloadsOf } from '../workloads-of-service.ts'
import { readyEndpointsOf } from './endpoints-of-service.ts'
import { FRONT_KINDS, frontsOf } from './fronts.ts'
import { hasSelector, livePods } from './selector-rules.ts'

const WORKLOAD_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'] as const

const publishesNotReady = defineRule({
  id: 'SVC-017',
  group: 'service',
  severity: 'info',
  title: 'A Service publishes Pods that are not ready',
  description:
    '`publishNotReadyAddresses` is true: every endpoint counts as ready, whatever its Pod says, also while it terminates. Meant ' +
    'for peers that find each other, not for backends of an Ingress.',
  subjects: ['Service'],
  inputs: [],
  messages: { default: '{subject} publishes all its Pods as ready' },
  hint: 'Use a second Service for clients.',
  *evaluate(service) {
    if (!service.spec.publishNotReadyAddresses) return
    yield {
      values: { subject: keyOf(service) },
      evidence: [field(service, 'spec.publishNotReadyAddresses', true)],
    }
  },
})

const singleEndpoint = defineRule({
  id: 'SVC-022',
  group: 'service',
  severity: 'warning',
  title: 'One endpoint carries everything',
  description:
    'Exactly one endpoint is ready behind an Ingress or a LoadBalancer, while two or more Pods are wanted. Only told (info) ' +
    'where one is wanted.',
  subjects: ['Service'],
  inputs: ['EndpointSlice', 'Ingress', ...WORKLOAD_KINDS],
  consults: FRONT_KINDS,
  messages: {
    default: '{subject} has one ready endpoint, {address}, of {desired} that are wanted',
    'one-wanted': '{subject} has one ready endpoint, {address}, and no more are wanted',
  },
  hint: 'See why the others are not ready; run at least two Pods of what must not fail.',
  *evaluate(service, view) {
    if (service.spec.type !== 'LoadBalancer' && frontsOf(service, view).ingresses.length === 0) return
    const ready = readyEndpointsOf(service, view)
    const [only] = ready
    const desired = desiredPods(service, view)
    if (!only || ready.length > 1 || desired === undefined || desired === 0) return
    const address = only.endpoint.addresses[0] ?? ''
    yield {
      ...(desired === 1 && { variant: 'one-wanted', severity: 'info' }),
      values: { subject: keyOf(service), address, desired },
      evidence: [
        field(service, 'ready endpoints', [address]),
        ...workloadsOf(service, view).map((workload) => field(workload, 'spec.replicas', desired)),
      ],
      command: `kubectl get endpointslices -n ${service.metadata.namespace} -l kubernetes.io/service-name=${service.metadata.name}`,
    }
  },
})

const withoutAnything = defineRule({
  id: 'SVC-023',
  group: 'service',
  severity: 'warning',
  title: 'A Service without a selector has no endpoints',
  description:
    'The Service has no selector and is no ExternalName, and neither an EndpointSlice nor an Endpoints object is there for it.',
  subjects: ['Service'],
  inputs: ['EndpointSlice', 'Endpoints'],
  messages: { default: '{subject} has no selector, and nobody has made endpoints for it' },
  hint: 'Create an EndpointSlice with label kubernetes.io/service-name, or give the Service a selector.',
  *evaluate(service, view) {
    const { name, namespace = '' } = service.metadata
    if (service.spec.type === 'ExternalName' || hasSelector(service)) return
    if (view.slicesOfService(namespace, name).length > 0 || view.find('Endpoints', namespace, name)) return
    yield {
      values: { subject: keyOf(service) },
      evidence: [
        field(service, 'spec.selector', {}),
        absence(`EndpointSlice/${namespace}/*`),
        absence(`Endpoints/${namespace}/${name}`),
      ],
      command: `kubectl get endpointslices -n ${namespace} -l kubernetes.io/service-name=${name}`,
    }
  },
})

const familyOf = (ip: string): IpFamily => (ip.includes(':') ? 'IPv6' : 'IPv4')

const familyWithoutEndpoints = defineRule({
  id: 'SVC-024',
  group: 'service',
  severity: 'warning',
  title: 'An IP family of a Service has no endpoints',
  description:
    '`spec.ipFamilies` lists a family of which no slice has an endpoint, and the selected Pods have no IP of that family.',
  subjects: ['Service'],
  inputs: ['Pod', 'EndpointSlice'],
  messages: { default: '{subject} offers {family}, and no Pod that it selects has such an IP' },
  hint: 'The nodes are not dual-stack: enable it there, or remove the family from the Service.',
  *evaluate(service, view) {
    const { name, namespace = '' } = service.metadata
    const pods = livePods(service, view).filter(({ status }) => status.podIPs.length > 0)
    if (pods.length === 0) return
    for (const [index, family] of service.spec.ipFamilies.entries()) {
      const slices = view.slicesOfService(namespace, name).filter(({ addressType }) => addressType === family)
      const isServed = slices.some(({ endpoints }) => endpoints.length > 0)
      if (isServed || pods.some((pod) => hasFamily(pod, family))) continue
      const at = `spec.ipFamilies[${index}]`
      yield {
        about: at,
        values: { subject: keyOf(service), family },
        evidence: [
          field(service, at, family),
          ...pods
            .slice(0, MOST_EVIDENCE)
            .map((pod) => field(pod, 'status.podIPs', listed(pod.status.podIPs.map(({ ip }) => ip)))),
        ],
      }
    }
  },
})

const hasFamily = ({ status }: Pod, family: IpFamily): boolean =>
  status.podIPs.some(({ ip }) => familyOf(ip) === family)

/** How many endpoints a Service has, and which. */
export const SERVICE_ENDPOINT_RULES: readonly Rule[] = [
  publishesNotReady,
  singleEndpoint,
  withoutAnything,
  familyWithoutEndpoints,
]
