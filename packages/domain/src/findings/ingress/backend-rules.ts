import type { Ingress, IngressServiceBackend } from '../../kubernetes/ingress.ts'
import { ingressClassName } from '../../kubernetes/ingress-class-name.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { Service } from '../../kubernetes/service.ts'
import { serviceBackend } from '../../topology/backend.ts'
import { absence, field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { SERVICES_BY_NAME } from '../lookups.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { Derivation } from '../rule-view.ts'
import { isNginx } from './controller-candidates.ts'
import { CONTROLLER_KINDS } from './controller-kinds.ts'
import { backendsOf } from './ingress-paths.ts'

/** Names of the Services of a namespace, ascending, as many as are told as evidence. */
const SERVICE_NAMES: Derivation<readonly string[]> = {
  name: 'service names',
  compute: (namespace, view) =>
    [...view.ofKind('Service', namespace)]
      .map(({ metadata }) => metadata.name)
      .sort()
      .slice(0, MOST_EVIDENCE),
}

function* serviceBackends(ingress: Ingress) {
  for (const { at, backend } of backendsOf(ingress)) if (backend.service) yield { at, service: backend.service }
}

const missingService = defineRule({
  id: 'ING-001',
  group: 'ingress',
  severity: 'error',
  title: 'A rule leads to a Service that does not exist',
  description:
    "A backend names a Service that is not in the Ingress's namespace. A backend cannot be in another namespace: a Service of " +
    'that name elsewhere is told, and does not help.',
  subjects: ['Ingress'],
  inputs: ['Service'],
  messages: {
    default: '{at} of {subject} leads to Service {service}, which does not exist in namespace {namespace}',
    elsewhere:
      '{at} of {subject} leads to Service {service}, which does not exist in namespace {namespace}, only in {others}',
  },
  hint: 'Create the Service in the namespace of the Ingress, or correct its name; backends in other namespaces are impossible.',
  *evaluate(ingress, view) {
    const { namespace = '' } = ingress.metadata
    for (const { at, service } of serviceBackends(ingress)) {
      if (view.find('Service', namespace, service.name)) continue
      const others = view.lookup(SERVICES_BY_NAME, service.name)
      const names = listed(others.map(({ metadata }) => metadata.namespace ?? ''))
      yield {
        about: at,
        ...(others.length > 0 && { variant: 'elsewhere' }),
        values: { at, subject: keyOf(ingress), service: service.name, namespace, others: names },
        evidence: [
          field(ingress, `${at}.service.name`, service.name),
          absence(objectKey('Service', namespace, service.name)),
          {
            object: objectKey('Namespace', undefined, namespace),
            path: 'services',
            value: view.derive(SERVICE_NAMES, namespace),
          },
          ...others.slice(0, MOST_EVIDENCE).map((other) => field(other, 'metadata.name', service.name)),
        ],
        command: `kubectl get services -n ${namespace}`,
      }
    }
  },
})

const missingPort = defineRule({
  id: 'ING-002',
  group: 'ingress',
  severity: 'error',
  title: 'A rule names a port that the Service does not have',
  description:
    'The Service exists, but none of its `ports[].port` equals the number, or none of its `ports[].name` the name, that the ' +
    "backend asks for. A backend names the Service's port, never its targetPort or nodePort; ingress-nginx alone also takes " +
    'a targetPort.',
  subjects: ['Ingress'],
  inputs: ['Service'],
  consults: CONTROLLER_KINDS,
  messages: {
    default: '{at} of {subject} asks for port {port} of Service {service}, which has {ports}',
    'target-port':
      '{at} of {subject} asks for port {port} of Service {service}, which is its targetPort; it has {ports}',
    tolerated:
      '{at} of {subject} asks for port {port} of Service {service}, which is its targetPort: ingress-nginx tolerates it, others do not; it has {ports}',
    'node-port': '{at} of {subject} asks for port {port} of Service {service}, which is its nodePort; it has {ports}',
  },
  hint: "Name the Service's own port, by number or name.",
  *evaluate(ingress, view) {
    const { namespace = '' } = ingress.metadata
    for (const { at, service: backend } of serviceBackends(ingress)) {
      const service = view.find('Service', namespace, backend.name)
      const port = portOf(backend)
      if (!service || serviceBackend(view, { namespace, name: backend.name, port }).state === 'resolved') continue
      yield {
        about: at,
        variant: variantOf(service, port, isNginx(ingress, view)),
        values: {
          at,
          subject: keyOf(ingress),
          service: backend.name,
          port: port ?? 'none',
          ports: portsText(service),
        },
        evidence: [
          field(ingress, `${at}.service.port`, backend.port),
          field(service, 'spec.ports', service.spec.ports),
        ],
        command: `kubectl get service ${backend.name} -n ${namespace} -o jsonpath='{.spec.ports}'`,
      }
    }
  },
})

const portOf = ({ port }: IngressServiceBackend): number | string | undefined => port.number ?? port.name

function variantOf({ spec }: Service, port: number | string | undefined, isTolerant: boolean): string {
  if (spec.ports.some(({ targetPort }) => targetPort === port)) return isTolerant ? 'tolerated' : 'target-port'
  return spec.ports.some(({ nodePort }) => nodePort === port) && port !== undefined ? 'node-port' : 'default'
}

function portsText({ spec }: Service): string {
  if (spec.ports.length === 0) return 'no ports'
  return listed(spec.ports.map(({ name, port }) => (name === '' ? `${port}` : `${port} (${name})`)))
}

const ignoredResource = defineRule({
  id: 'ING-015',
  group: 'ingress',
  severity: 'warning',
  title: 'A resource backend is ignored by ingress-nginx',
  description:
    'A backend is a `resource`, and the class is of ingress-nginx, which skips it and uses its default backend.',
  subjects: ['Ingress'],
  inputs: ['IngressClass'],
  consults: CONTROLLER_KINDS,
  messages: { default: '{at} of {subject} is the resource {kind}/{name}, which ingress-nginx ignores' },
  hint: 'Use a Service as the backend, or a controller that knows this kind of resource.',
  *evaluate(ingress, view) {
    for (const { at, backend } of backendsOf(ingress)) {
      if (!backend.resource || !isNginx(ingress, view)) continue
      const { kind, name } = backend.resource
      yield {
        about: at,
        values: { at, subject: keyOf(ingress), kind, name },
        evidence: [
          field(ingress, `${at}.resource`, backend.resource),
          field(ingress, 'spec.ingressClassName', ingressClassName(ingress)),
        ],
      }
    }
  },
})

const externalNameBackend = defineRule({
  id: 'ING-019',
  group: 'ingress',
  severity: 'warning',
  title: 'A rule leads to an ExternalName Service',
  description:
    'A backend Service is of type ExternalName: the controller resolves its DNS name itself. Controllers refuse names that ' +
    'lead to the loopback, and can be told to refuse all of them.',
  subjects: ['Ingress'],
  inputs: ['Service'],
  messages: { default: '{at} of {subject} leads to {externalName}, a DNS name, by Service {service}' },
  hint: 'Prefer a Service with an EndpointSlice of your own; the controller may have ExternalName disabled.',
  *evaluate(ingress, view) {
    for (const { at, service: backend } of serviceBackends(ingress)) {
      const service = view.find('Service', ingress.metadata.namespace, backend.name)
      if (service?.spec.type !== 'ExternalName') continue
      const { externalName = '' } = service.spec
      yield {
        about: at,
        values: { at, subject: keyOf(ingress), service: backend.name, externalName },
        evidence: [
          field(ingress, `${at}.service.name`, backend.name),
          field(service, 'spec.externalName', externalName),
        ],
      }
    }
  },
})

/** What is behind the rules of an Ingress. */
export const INGRESS_BACKEND_RULES: readonly Rule[] = [
  missingService,
  missingPort,
  ignoredResource,
  externalNameBackend,
]
