import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { Service } from '../../kubernetes/service.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import type { Evidence } from '../finding.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { RuleView } from '../rule-view.ts'
import { type EndpointOfService, endpointsOf } from '../service/endpoints-of-service.ts'
import { FRONT_KINDS, frontsOf } from '../service/fronts.ts'
import { hasSelector, livePods } from '../service/selector-rules.ts'
import { desiredPods } from '../workloads-of-service.ts'

const MANAGED_BY_LABEL = 'endpointslice.kubernetes.io/managed-by'

/** Who writes the slices of Services with a selector (rule D.4.2). */
const SLICE_CONTROLLER = 'endpointslice-controller.k8s.io'

/** An endpoint as its slice has it. */
function conditionsOf({ endpoint, slice }: EndpointOfService, { metadata }: Service): Evidence {
  return {
    object: objectKey('EndpointSlice', metadata.namespace, slice.name),
    path: `endpoints[${endpoint.addresses[0] ?? ''}].conditions`,
    value: { ...endpoint.conditions },
  }
}

/** For so long a Service that had an endpoint is expected to have one (rule H.3). */
const DAY_MS = 86_400_000

const slicesCommand = ({ metadata }: Service): string =>
  `kubectl get endpointslices -n ${metadata.namespace} -l kubernetes.io/service-name=${metadata.name} -o yaml`

const nobodyAnswers = defineRule({
  id: 'EPS-001',
  group: 'endpoint-slice',
  severity: 'critical',
  title: 'A Service that is in use has no ready endpoint',
  description:
    'An Ingress, a route or a load balancer leads to a Service that has had no ready endpoint for more than ten seconds, ' +
    'although Pods are wanted: by its workloads, or because it selects Pods, has endpoints that are not ready, or selected a ready ' +
    'one within the last day, as before an edit of its selector. A selector that never matched is SVC-001 alone.',
  subjects: ['Service'],
  inputs: ['EndpointSlice', 'Pod', 'Ingress', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  consults: FRONT_KINDS,
  holdsForMs: 10_000,
  messages: {
    default: '{subject} has no ready endpoint ({desired} wanted), and {fronts} leads to it',
    lost: '{subject} lost its last ready endpoint and selects no live Pod now, and {fronts} leads to it',
  },
  hint: 'See what took the last endpoint away: the findings of its Pods, and the changes just before.',
  *evaluate(service, view) {
    if (service.spec.type === 'ExternalName') return
    const fronts = namesOfFronts(service, view)
    if (fronts.length === 0) return
    const endpoints = endpointsOf(service, view)
    if (endpoints.some(({ state }) => state === 'ready')) return
    const scaled = desiredPods(service, view)
    const desired = scaled ?? Math.max(endpoints.length, livePods(service, view).length)
    const isUnmatched = hasSelector(service) && scaled === undefined && desired === 0
    const lostAt = isUnmatched ? lastReadyAt(service, view) : undefined
    if (desired === 0 && lostAt === undefined) return
    yield {
      ...(lostAt !== undefined && { variant: 'lost', until: lostAt + DAY_MS }),
      values: { subject: keyOf(service), desired, fronts: listed(fronts) },
      evidence: [
        ...endpoints.slice(0, MOST_EVIDENCE).map((endpoint) => conditionsOf(endpoint, service)),
        ...lastReady(service, view),
      ],
      command: slicesCommand(service),
    }
  },
})

function namesOfFronts(service: Service, view: RuleView): readonly string[] {
  const { ingresses, routes } = frontsOf(service, view)
  return [...ingresses, ...routes, ...(service.spec.type === 'LoadBalancer' ? ['its load balancer'] : [])]
}

/** When the last ready endpoint was lost, epoch ms, where somebody knows. */
function lastReadyAt({ metadata: { name, namespace = '' } }: Service, view: RuleView): number | undefined {
  const window = view.history.zeroReadyWindows?.(namespace, name)[0]
  return window && window.to === undefined ? window.from : undefined
}

function lastReady(service: Service, view: RuleView): Evidence[] {
  const lostAt = lastReadyAt(service, view)
  return lostAt === undefined ? [] : [field(service, 'zeroReady.from', lostAt)]
}

const onlyTerminating = defineRule({
  id: 'EPS-002',
  group: 'endpoint-slice',
  severity: 'warning',
  title: 'Only leaving endpoints still serve',
  description:
    'A Service has no ready endpoint and at least one that still serves while it terminates. kube-proxy falls back on it; ' +
    'ingress-nginx does not, and answers 503.',
  subjects: ['Service'],
  inputs: ['EndpointSlice'],
  messages: { default: '{subject} has no ready endpoint; still serving while they terminate: {addresses}' },
  hint: 'See why no replacement is ready: the next to go is the last.',
  *evaluate(service, view) {
    const endpoints = endpointsOf(service, view)
    if (endpoints.some(({ state }) => state === 'ready')) return
    const draining = endpoints.filter(({ state }) => state === 'terminating-serving')
    if (draining.length === 0) return
    yield {
      values: {
        subject: keyOf(service),
        addresses: listed(draining.map(({ endpoint }) => endpoint.addresses[0] ?? '')),
      },
      evidence: draining.slice(0, MOST_EVIDENCE).map((endpoint) => conditionsOf(endpoint, service)),
      command: slicesCommand(service),
    }
  },
})

const legacyDiffers = defineRule({
  id: 'EPS-005',
  group: 'endpoint-slice',
  severity: 'warning',
  title: 'Endpoints and EndpointSlices disagree',
  description:
    'The ready addresses of the Endpoints object are not those of the slices: of the primary IP family, without endpoints that ' +
    'terminate (unless the Service publishes those too). Where there is no Endpoints object nothing is compared.',
  subjects: ['Service'],
  inputs: ['EndpointSlice', 'Endpoints'],
  messages: { default: '{subject}: only in Endpoints {legacy}; only in EndpointSlices {slices}' },
  hint: 'Whoever still reads Endpoints sees other backends: let it read EndpointSlices.',
  *evaluate(service, view) {
    const { name, namespace = '' } = service.metadata
    const endpoints = view.find('Endpoints', namespace, name)
    if (!endpoints || service.spec.type === 'ExternalName') return
    const legacy = new Set(endpoints.subsets.flatMap(({ addresses }) => addresses.map(({ ip }) => ip)))
    const modern = readyAddresses(service, view)
    const onlyLegacy = [...legacy].filter((ip) => !modern.has(ip)).sort()
    const onlyModern = [...modern].filter((ip) => !legacy.has(ip)).sort()
    if (onlyLegacy.length + onlyModern.length === 0) return
    yield {
      values: { subject: keyOf(service), legacy: listed(onlyLegacy) || 'none', slices: listed(onlyModern) || 'none' },
      evidence: [
        field(endpoints, 'subsets[*].addresses', onlyLegacy.slice(0, MOST_EVIDENCE)),
        field(service, 'ready addresses in EndpointSlices', onlyModern.slice(0, MOST_EVIDENCE)),
      ],
      command: `kubectl get endpoints,endpointslices -n ${namespace}`,
    }
  },
})

function readyAddresses(service: Service, view: RuleView): Set<string> {
  const { name, namespace = '' } = service.metadata
  const primary = service.spec.ipFamilies[0] ?? 'IPv4'
  const isPublished = service.spec.publishNotReadyAddresses
  const slices = view.slicesOfService(namespace, name).filter(({ addressType }) => addressType === primary)
  const ready = slices.flatMap(({ endpoints }) =>
    endpoints.filter(({ conditions }) => (conditions.ready ?? true) && (isPublished || !conditions.terminating)),
  )
  return new Set(ready.flatMap(({ addresses }) => addresses.slice(0, 1)))
}

const sharedAddress = defineRule({
  id: 'EPS-007',
  group: 'endpoint-slice',
  severity: 'error',
  title: 'Two Pods have one address',
  description:
    'Two endpoints of one Service, neither of them terminating, have the same address and port: two Pods on the network of one ' +
    'node, or a fault of the network plugin.',
  subjects: ['Service'],
  inputs: ['EndpointSlice'],
  messages: { default: '{pods} of {subject} are both {place}' },
  hint: 'Let Pods on the host network use different ports or nodes; otherwise see the network plugin.',
  *evaluate(service, view) {
    for (const [place, endpoints] of endpointsByPlace(service, view)) {
      if (endpoints.size < 2) continue
      const own = [...endpoints.values()]
      const names = own.map(({ endpoint }) => endpoint.targetRef?.name ?? '').sort()
      yield {
        about: place,
        values: { pods: listed(names), subject: keyOf(service), place },
        evidence: own.slice(0, MOST_EVIDENCE).map(({ endpoint, slice }) => ({
          object: objectKey('EndpointSlice', service.metadata.namespace, slice.name),
          path: `endpoints[${endpoint.targetRef?.name}]`,
          value: { address: place, node: endpoint.nodeName ?? null },
        })),
        command: slicesCommand(service),
      }
    }
  },
})

/** By `address:port/protocol`, the endpoints that are Pods and not terminating. */
function endpointsByPlace(service: Service, view: RuleView): Map<string, Map<string, EndpointOfService>> {
  const { name, namespace = '' } = service.metadata
  const ports = new Map(view.slicesOfService(namespace, name).map((slice) => [slice.metadata.name, slice.ports]))
  const places = new Map<string, Map<string, EndpointOfService>>()
  for (const one of endpointsOf(service, view)) {
    const { conditions, addresses, targetRef } = one.endpoint
    if (targetRef?.kind !== 'Pod' || conditions.terminating) continue
    for (const { port, protocol } of ports.get(one.slice.name) ?? []) {
      const place = `${addresses[0]}:${port ?? '*'}/${protocol}`
      places.set(place, (places.get(place) ?? new Map()).set(one.identity, one))
    }
  }
  return places
}

const foreignSlices = defineRule({
  id: 'EPS-008',
  group: 'endpoint-slice',
  severity: 'warning',
  title: 'Somebody else adds endpoints to a Service',
  description:
    'A Service has a selector, and also slices that the EndpointSlice controller does not write. Their endpoints are real ' +
    'backends.',
  subjects: ['Service'],
  inputs: ['EndpointSlice'],
  messages: { default: '{subject} has a selector and also slices of {managers}: {slices}' },
  hint: 'Remove the slices, or the selector, unless both are meant.',
  *evaluate(service, view) {
    if (!hasSelector(service)) return
    const { name, namespace = '' } = service.metadata
    const foreign = view
      .slicesOfService(namespace, name)
      .filter(({ metadata }) => metadata.labels[MANAGED_BY_LABEL] !== SLICE_CONTROLLER)
    if (foreign.length === 0) return
    const managers = new Set(foreign.map(({ metadata }) => metadata.labels[MANAGED_BY_LABEL] ?? 'nobody named'))
    yield {
      values: {
        subject: keyOf(service),
        managers: listed([...managers].sort()),
        slices: listed(foreign.map(({ metadata }) => metadata.name)),
      },
      evidence: foreign
        .slice(0, MOST_EVIDENCE)
        .map((slice) =>
          field(slice, `metadata.labels['${MANAGED_BY_LABEL}']`, slice.metadata.labels[MANAGED_BY_LABEL]),
        ),
      command: slicesCommand(service),
    }
  },
})

/** What the slices of a Service say together. */
export const SERVICE_SLICES_RULES: readonly Rule[] = [
  nobodyAnswers,
  onlyTerminating,
  legacyDiffers,
  sharedAddress,
  foreignSlices,
]
