import { keyOf } from '../../kubernetes/object-key.ts'
import type { Service } from '../../kubernetes/service.ts'
import { resolvedPort } from '../../kubernetes/target-port.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { EVENTS_OF_OBJECT } from '../lookups.ts'
import { defineRule, type Rule } from '../rule.ts'
import { FRONT_KINDS, frontsOf } from './fronts.ts'
import { livePods } from './selector-rules.ts'

/** What the API server's repair loops say of ports and addresses. */
const ALLOCATION_TROUBLE: ReadonlySet<string> = new Set([
  'ClusterIPAlreadyAllocated',
  'ClusterIPOutOfRange',
  'PortAlreadyAllocated',
  'PortNotAllocated',
  'PortOutOfRange',
])

const isPublic = ({ spec }: Service): boolean => spec.type === 'NodePort' || spec.type === 'LoadBalancer'

const allocationTrouble = defineRule({
  id: 'SVC-011',
  group: 'service',
  severity: 'error',
  title: 'A port or an address of a Service is not its own',
  description:
    'The API server wrote Event `PortOutOfRange`, `PortAlreadyAllocated`, `PortNotAllocated`, `ClusterIPOutOfRange` or ' +
    '`ClusterIPAlreadyAllocated` about the Service.',
  subjects: ['Service'],
  inputs: ['Event'],
  messages: { default: '{reason} for {subject}: {message}' },
  hint: 'Recreate the Service, as the message says.',
  *evaluate(service, view) {
    const events = view.lookup(EVENTS_OF_OBJECT, keyOf(service)).filter(({ reason }) => ALLOCATION_TROUBLE.has(reason))
    for (const reason of new Set(events.map((event) => event.reason))) {
      const own = events.filter((event) => event.reason === reason)
      yield {
        about: reason,
        values: { reason, subject: keyOf(service), message: own.at(-1)?.message ?? '' },
        evidence: own.slice(-MOST_EVIDENCE).map((event) => field(event, 'message', event.message)),
        confidence: 'inferred',
        command: `kubectl get events -n ${service.metadata.namespace} --field-selector involvedObject.name=${service.metadata.name}`,
      }
    }
  },
})

const withoutBalancer = defineRule({
  id: 'SVC-012',
  group: 'service',
  severity: 'warning',
  title: 'A LoadBalancer Service gets no address',
  description: 'The type is LoadBalancer, and `status.loadBalancer.ingress` has been empty for more than five minutes.',
  subjects: ['Service'],
  inputs: [],
  consults: ['Event'],
  holdsForMs: 300_000,
  messages: { default: '{subject} is of type LoadBalancer (class {class}) and has no address' },
  hint: 'No controller provides load balancers of this class, or a quota is used up: see the Events of the Service.',
  *evaluate(service, view) {
    const { spec, status } = service
    if (spec.type !== 'LoadBalancer' || status.loadBalancer.ingress.length > 0) return
    const events = view.lookup(EVENTS_OF_OBJECT, keyOf(service))
    yield {
      values: { subject: keyOf(service), class: spec.loadBalancerClass ?? 'unset' },
      evidence: [
        field(service, 'status.loadBalancer.ingress', []),
        field(service, 'spec.loadBalancerClass', spec.loadBalancerClass),
        ...events.slice(-MOST_EVIDENCE).map((event) => field(event, 'message', event.message)),
      ],
    }
  },
})

const balancerError = defineRule({
  id: 'SVC-013',
  group: 'service',
  severity: 'error',
  title: 'The load balancer reports an error for a port',
  description: '`status.loadBalancer.ingress[].ports[].error` is set.',
  subjects: ['Service'],
  inputs: [],
  messages: { default: 'The load balancer of {subject} reports {error} for port {port}' },
  hint: "Look the reason up in the provider's documentation.",
  *evaluate(service) {
    for (const [index, { ports }] of service.status.loadBalancer.ingress.entries()) {
      for (const [position, { error, port }] of ports.entries()) {
        if (error === undefined) continue
        const at = `status.loadBalancer.ingress[${index}].ports[${position}].error`
        yield {
          about: at,
          values: { subject: keyOf(service), error, port },
          evidence: [field(service, at, error)],
        }
      }
    }
  },
})

const externalIps = defineRule({
  id: 'SVC-016',
  group: 'service',
  severity: 'warning',
  title: 'A Service has externalIPs',
  description:
    '`spec.externalIPs` is not empty: every node takes traffic for those addresses, whoever owns them. Deprecated since 1.36.',
  subjects: ['Service'],
  inputs: [],
  messages: {
    default:
      '{subject} takes traffic for {addresses}: externalIPs are deprecated, and whoever may set them may intercept traffic',
  },
  hint: 'Use a LoadBalancer Service or a Gateway.',
  *evaluate(service) {
    const { externalIPs } = service.spec
    if (externalIPs.length === 0) return
    yield {
      values: { subject: keyOf(service), addresses: listed(externalIPs) },
      evidence: [field(service, 'spec.externalIPs', externalIPs)],
    }
  },
})

const externalNameExtras = defineRule({
  id: 'SVC-018',
  group: 'service',
  severity: 'warning',
  title: 'An ExternalName Service has a selector or ports',
  description: 'An ExternalName Service is a DNS name only: its selector is ignored, and nothing listens on its ports.',
  subjects: ['Service'],
  inputs: [],
  messages: { default: '{subject} is a DNS name for {externalName}: its {extras} has no effect' },
  hint: 'Remove them, or choose another type.',
  *evaluate(service) {
    const { externalName = '', ports, selector, type } = service.spec
    if (type !== 'ExternalName') return
    const hasSelector = Object.keys(selector).length > 0
    if (!hasSelector && ports.length === 0) return
    yield {
      values: {
        subject: keyOf(service),
        externalName,
        extras: [...(hasSelector ? ['selector'] : []), ...(ports.length > 0 ? ['list of ports'] : [])].join(' and '),
      },
      evidence: [
        field(service, 'spec.externalName', externalName),
        field(service, 'spec.selector', selector),
        field(service, 'spec.ports', ports),
      ],
    }
  },
})

const secondWayIn = defineRule({
  id: 'SVC-020',
  group: 'service',
  severity: 'info',
  title: 'A backend of an Ingress is open to the outside as well',
  description:
    'A Service that an Ingress leads to is of type NodePort or LoadBalancer: a second way in, past TLS, authentication and ' +
    'rewrites of the Ingress. For an Ingress a ClusterIP is enough.',
  subjects: ['Service'],
  inputs: ['Ingress'],
  consults: FRONT_KINDS,
  messages: { default: '{subject}, a backend of {ingresses}, is also reachable as {type} on {ports}' },
  hint: 'Make it a ClusterIP Service unless the second way in is meant.',
  *evaluate(service, view) {
    if (!isPublic(service)) return
    const { ingresses } = frontsOf(service, view)
    if (ingresses.length === 0) return
    const { ports, type } = service.spec
    const open = ports.map(({ nodePort, port }) => String(nodePort ?? port))
    yield {
      values: { subject: keyOf(service), ingresses: listed(ingresses), type, ports: listed(open) },
      evidence: [
        field(service, 'spec.type', type),
        field(service, 'spec.ports', ports),
        ...ingresses.map((object) => ({
          object,
          path: 'spec.rules[*].http.paths[*].backend',
          value: service.metadata.name,
        })),
      ],
    }
  },
})

/** Ports of things that administer rather than serve, by convention. */
const ADMIN_PORTS: ReadonlyMap<number, string> = new Map([
  [2379, 'etcd'],
  [9901, 'the admin interface of Envoy'],
  [10250, 'the kubelet'],
])

const adminPort = defineRule({
  id: 'SVC-025',
  group: 'service',
  severity: 'info',
  title: 'An administrative port is open to the outside',
  description:
    'A port that is by convention for administration (Envoy 9901, kubelet 10250, etcd 2379, dashboards) is exposed by a ' +
    'NodePort or LoadBalancer Service. A heuristic.',
  subjects: ['Service'],
  inputs: [],
  consults: ['Pod'],
  messages: { default: 'Port {port} of {subject} looks like {what}, and is open as {type}' },
  hint: 'Restrict who can reach it, or do not expose it.',
  *evaluate(service, view) {
    if (!isPublic(service)) return
    const [pod] = livePods(service, view)
    const isDashboard = service.metadata.name.includes('dashboard')
    for (const [index, port] of service.spec.ports.entries()) {
      const target = typeof port.targetPort === 'number' ? port.targetPort : pod && resolvedPort(pod, port)
      const what =
        ADMIN_PORTS.get(port.port) ?? ADMIN_PORTS.get(target ?? 0) ?? (isDashboard ? 'a dashboard' : undefined)
      if (what === undefined) continue
      const at = `spec.ports[${index}]`
      yield {
        about: at,
        values: { port: port.port, subject: keyOf(service), what, type: service.spec.type },
        evidence: [field(service, at, port), field(service, 'spec.type', service.spec.type)],
        confidence: 'inferred',
      }
    }
  },
})

/** How a Service is reached from outside. */
export const SERVICE_EXPOSURE_RULES: readonly Rule[] = [
  allocationTrouble,
  withoutBalancer,
  balancerError,
  externalIps,
  externalNameExtras,
  secondWayIn,
  adminPort,
]
