import type { Endpoint } from '../../kubernetes/endpoint-slice.ts'
import type { Ingress } from '../../kubernetes/ingress.ts'
import { ingressClassName } from '../../kubernetes/ingress-class-name.ts'
import type { Node } from '../../kubernetes/node.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { Service } from '../../kubernetes/service.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { CONTROLLER_CANDIDATES } from '../ingress/controller-candidates.ts'
import { CONTROLLER_KINDS } from '../ingress/controller-kinds.ts'
import { EVENTS_OF_OBJECT, SOURCES_OF_SERVICE } from '../lookups.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { Derivation, RuleView } from '../rule-view.ts'
import { type EndpointOfService, readyEndpointsOf } from './endpoints-of-service.ts'
import { FRONT_KINDS, frontsOf } from './fronts.ts'

const ZONE_LABEL = 'topology.kubernetes.io/zone'
const EXCLUDED_LABEL = 'node.kubernetes.io/exclude-from-external-load-balancers'

/** Names of the Ready Nodes, ascending; for the key `balanced` without those that load balancers leave out. */
const READY_NODES: Derivation<readonly string[]> = {
  name: 'ready nodes',
  compute: (key, view) =>
    [...view.ofKind('Node')]
      .filter((node) => isNodeReady(node) && !(key === 'balanced' && EXCLUDED_LABEL in node.metadata.labels))
      .map(({ metadata }) => metadata.name)
      .sort(),
}

const isNodeReady = ({ status }: Node): boolean =>
  status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True')

const nodesOf = (endpoints: readonly EndpointOfService[]): Set<string | undefined> =>
  new Set(endpoints.map(({ endpoint }) => endpoint.nodeName))

const localOnly = defineRule({
  id: 'SVC-014',
  group: 'service',
  severity: 'warning',
  title: 'Nodes drop the external traffic of a Service',
  description:
    '`externalTrafficPolicy` is Local, and at least one Ready node has no ready endpoint of its own: what arrives there from ' +
    'outside, at a node port, by a load balancer or for an external address, is dropped. Only told (info) where a load ' +
    'balancer checks the health of nodes. Nodes that load balancers leave out do not count for LoadBalancer Services.',
  subjects: ['Service'],
  inputs: ['EndpointSlice', 'Node'],
  messages: {
    default: '{subject} drops what arrives from outside at nodes without an endpoint: {nodes}',
    checked: '{subject} has no endpoint on {nodes}, which its load balancer learns from health checks',
  },
  hint: 'Run a Pod on every node that takes traffic, or use externalTrafficPolicy Cluster.',
  *evaluate(service, view) {
    const { externalTrafficPolicy, healthCheckNodePort, type } = service.spec
    if (externalTrafficPolicy !== 'Local' || !takesOutsideTraffic(service)) return
    const local = nodesOf(readyEndpointsOf(service, view))
    const nodes = view.derive(READY_NODES, type === 'LoadBalancer' ? 'balanced' : 'all')
    const without = nodes.filter((node) => !local.has(node))
    if (without.length === 0) return
    const isChecked = type === 'LoadBalancer' && healthCheckNodePort !== undefined
    yield {
      ...(isChecked && { variant: 'checked', severity: 'info' }),
      values: { subject: keyOf(service), nodes: listed(without) },
      evidence: [
        field(service, 'spec.externalTrafficPolicy', externalTrafficPolicy),
        field(service, 'spec.healthCheckNodePort', healthCheckNodePort),
        ...without.slice(0, MOST_EVIDENCE).map((node) => ({
          object: objectKey('Node', undefined, node),
          path: 'ready endpoints',
          value: 0,
        })),
      ],
      command: `kubectl get endpointslices -n ${service.metadata.namespace} -l kubernetes.io/service-name=${service.metadata.name} -o yaml`,
    }
  },
})

/** Nodes on which the Ingress controllers run that lead to a Service (`namespace/name`), ascending. */
const CLIENT_NODES: Derivation<readonly string[]> = {
  name: 'client nodes of service',
  compute(service, view) {
    const ingresses = view.lookup(SOURCES_OF_SERVICE, service).filter((one): one is Ingress => one.kind === 'Ingress')
    const classes = new Set(ingresses.flatMap((ingress) => ingressClassName(ingress) ?? []))
    const candidates = [...classes].flatMap((name) => view.derive(CONTROLLER_CANDIDATES, name))
    return [...new Set(candidates.flatMap(({ isReady, node }) => (isReady && node ? [node] : [])))].sort()
  },
}

/** At its nodes: by a port of theirs, a load balancer in front of them, or an external address (rule D.6). */
function takesOutsideTraffic({ spec: { clusterIP, externalIPs, type } }: Service): boolean {
  const isAtExternalAddress = type === 'ClusterIP' && clusterIP !== 'None' && externalIPs.length > 0
  return type === 'NodePort' || type === 'LoadBalancer' || isAtExternalAddress
}

const internalLocalOnly = defineRule({
  id: 'SVC-015',
  group: 'service',
  severity: 'warning',
  title: 'A node with clients of a Service has none of its endpoints',
  description:
    '`internalTrafficPolicy` is Local, and a node that runs a client has no ready endpoint of its own: what its Pods send to the ' +
    'cluster IP is dropped. Clients are known only where they are Ingress controllers; those that dial Pods directly are not ' +
    'affected.',
  subjects: ['Service'],
  inputs: ['EndpointSlice', 'Ingress', 'Pod'],
  consults: [...CONTROLLER_KINDS, ...FRONT_KINDS],
  messages: { default: '{subject} has no endpoint on {nodes}, where an Ingress controller that leads to it runs' },
  hint: 'Use internalTrafficPolicy Cluster, or run a Pod on those nodes.',
  *evaluate(service, view) {
    if (service.spec.internalTrafficPolicy !== 'Local') return
    const { name, namespace } = service.metadata
    const local = nodesOf(readyEndpointsOf(service, view))
    const without = view.derive(CLIENT_NODES, `${namespace}/${name}`).filter((node) => !local.has(node))
    if (without.length === 0) return
    yield {
      values: { subject: keyOf(service), nodes: listed(without) },
      evidence: [
        field(service, 'spec.internalTrafficPolicy', 'Local'),
        ...without.slice(0, MOST_EVIDENCE).map((node) => ({
          object: objectKey('Node', undefined, node),
          path: 'ready endpoints',
          value: 0,
        })),
      ],
      confidence: 'inferred',
    }
  },
})

const affinityBehindIngress = defineRule({
  id: 'SVC-019',
  group: 'service',
  severity: 'info',
  title: 'Session affinity sees the Ingress controller',
  description:
    '`sessionAffinity` is ClientIP on a Service that an Ingress leads to: the client it would see is a Pod of the controller, ' +
    'if the controller uses the cluster IP at all.',
  subjects: ['Service'],
  inputs: ['Ingress'],
  consults: FRONT_KINDS,
  messages: { default: '{subject} keeps clients by IP, which does not work for those that come through {ingresses}' },
  hint: "Use the Ingress controller's own affinity, by cookie.",
  *evaluate(service, view) {
    if (service.spec.sessionAffinity !== 'ClientIP') return
    const { ingresses } = frontsOf(service, view)
    if (ingresses.length === 0) return
    yield {
      values: { subject: keyOf(service), ingresses: listed(ingresses) },
      evidence: [
        field(service, 'spec.sessionAffinity', 'ClientIP'),
        ...ingresses.map((object) => ({
          object,
          path: 'spec.rules[*].http.paths[*].backend',
          value: service.metadata.name,
        })),
      ],
    }
  },
})

const withoutHints = defineRule({
  id: 'SVC-021',
  group: 'service',
  severity: 'warning',
  title: 'Traffic is not kept close although it should be',
  description:
    '`trafficDistribution` or the annotation `topology-mode` asks for closeness, and proxies ignore it: some ready endpoint has ' +
    'no hint, or none of the sort that others have, the node of an endpoint has no zone label, or Event ' +
    '`TopologyAwareHintsDisabled` was written.',
  subjects: ['Service'],
  inputs: ['EndpointSlice'],
  consults: ['Node', 'Event'],
  messages: {
    default: '{subject} asks for {asked}, and ready endpoints have no usable hint: {addresses}',
    zones: '{subject} asks for {asked}, and nodes of its endpoints have no zone: {nodes}',
    event: '{subject} asks for {asked}, and the controller says: {message}',
  },
  hint: 'Label the nodes with their zone, and run enough endpoints in each zone.',
  *evaluate(service, view) {
    const asked = closenessOf(service)
    if (asked === undefined) return
    const ready = readyEndpointsOf(service, view).map(({ endpoint }) => endpoint)
    const values = { subject: keyOf(service), asked }
    const wish = field(service, 'spec.trafficDistribution', service.spec.trafficDistribution)
    const bare = withoutUsableHint(ready)
    if (bare.length > 0) {
      const evidence = bare
        .slice(0, MOST_EVIDENCE)
        .map(({ addresses }) => field(service, 'endpoint without usable hint', addresses[0]))
      yield {
        about: 'hints',
        values: { ...values, addresses: listed(bare.map(({ addresses }) => addresses[0] ?? '')) },
        evidence: [wish, ...evidence],
      }
    }
    const nodes =
      asked === 'PreferSameNode'
        ? []
        : nodesWithoutZone(
            ready.map(({ nodeName }) => nodeName),
            view,
          )
    if (nodes.length > 0) {
      const evidence = nodes
        .slice(0, MOST_EVIDENCE)
        .map((node) => field(node, `metadata.labels['${ZONE_LABEL}']`, null))
      const names = listed(nodes.map(({ metadata }) => metadata.name))
      yield { about: 'zones', variant: 'zones', values: { ...values, nodes: names }, evidence: [wish, ...evidence] }
    }
    const event = view.lookup(EVENTS_OF_OBJECT, keyOf(service)).findLast(isHintsDisabled)
    if (!event) return
    const evidence = [wish, field(event, 'message', event.message)]
    yield {
      about: 'event',
      variant: 'event',
      values: { ...values, message: event.message },
      evidence,
      confidence: 'inferred',
    }
  },
})

/** Those for want of which proxies ignore all hints: every ready endpoint needs one of the same sort (rule D.6). */
function withoutUsableHint(ready: readonly Endpoint[]): readonly Endpoint[] {
  const withoutZones = ready.filter(({ hints }) => !hints?.forZones.length)
  const withoutNodes = ready.filter(({ hints }) => !hints?.forNodes.length)
  return withoutNodes.length < withoutZones.length ? withoutNodes : withoutZones
}

const isHintsDisabled = ({ reason }: { readonly reason: string }): boolean => reason === 'TopologyAwareHintsDisabled'

/** What a Service asks for: the annotation counts more than the field (rule D.6). */
function closenessOf({ metadata, spec }: Service): string | undefined {
  const mode = metadata.annotations['service.kubernetes.io/topology-mode']
  return mode?.toLowerCase() === 'auto' ? 'topology-mode Auto' : spec.trafficDistribution
}

function nodesWithoutZone(names: readonly (string | undefined)[], view: RuleView): Node[] {
  const nodes = [...new Set(names)].sort().flatMap((name) => (name && view.find('Node', undefined, name)) || [])
  return nodes.filter(({ metadata }) => metadata.labels[ZONE_LABEL] === undefined)
}

/** Which endpoints traffic reaches. */
export const SERVICE_TRAFFIC_RULES: readonly Rule[] = [
  localOnly,
  internalLocalOnly,
  affinityBehindIngress,
  withoutHints,
]
