import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { ReferenceGrant } from '../../kubernetes/reference-grant.ts'
import type { BackendRef, GatewayRoute } from '../../kubernetes/routes.ts'
import type { Service } from '../../kubernetes/service.ts'
import { compareText } from '../../text-order.ts'
import { ROUTE_KINDS } from '../../topology/backend-services.ts'
import { backendGrant } from '../../topology/reference-grants.ts'
import { absence, field, listed, MOST_EVIDENCE } from '../evidence.ts'
import type { Evidence } from '../finding.ts'
import { defineRule, type Rule } from '../rule.ts'
import { backendsOf, filtersOf } from './route-references.ts'

const GATEWAY_GROUP = 'gateway.networking.k8s.io'

const isService = ({ group, kind }: BackendRef): boolean => group === '' && kind === 'Service'

const wrongPort = defineRule({
  id: 'GW-007',
  group: 'gateway',
  severity: 'error',
  title: 'A route names a port that its Service does not have',
  description:
    'The Service of a backendRef is there, and the port is absent or none of its `ports[].port`. An ExternalName Service without ' +
    'ports takes any.',
  subjects: ROUTE_KINDS,
  inputs: ['Service'],
  messages: {
    default: '{service} has no port {port}, which {subject} names; it has {ports}',
    absent: '{subject} names no port of {service}; it has {ports}',
    target: '{service} has no port {port}, which {subject} names: that is a target port; it has {ports}',
  },
  hint: 'Use the port of the Service, not the target port.',
  *evaluate(route, view) {
    for (const { backend, path } of backendsOf(route)) {
      if (!isService(backend)) continue
      const service = view.find('Service', backend.namespace ?? route.metadata.namespace, backend.name)
      if (!service || hasPort(service, backend.port)) continue
      const isTarget = service.spec.ports.some(({ targetPort }) => targetPort === backend.port)
      yield {
        about: path,
        ...(backend.port === undefined ? { variant: 'absent' } : isTarget && { variant: 'target' }),
        values: {
          subject: keyOf(route),
          service: keyOf(service),
          port: backend.port ?? '',
          ports:
            listed(
              service.spec.ports.map(({ port }) => String(port)),
              MOST_EVIDENCE,
            ) || 'none',
        },
        evidence: [field(route, `${path}.port`, backend.port), field(service, 'spec.ports', service.spec.ports)],
      }
    }
  },
})

function hasPort({ spec }: Service, port: number | undefined): boolean {
  if (spec.type === 'ExternalName' && spec.ports.length === 0) return true
  return spec.ports.some((candidate) => candidate.port === port)
}

const noTraffic = defineRule({
  id: 'GW-008',
  group: 'gateway',
  severity: 'warning',
  title: 'A rule leads to no backend',
  description:
    'All backendRefs of a rule have weight 0, or it has none and no filter that redirects: requests are answered with 500. A rule ' +
    'without backends whose filter is an extension is not judged: that may answer by itself.',
  subjects: ROUTE_KINDS,
  inputs: [],
  messages: {
    default: '{path} of {subject} has no backend and does not redirect',
    weightless: 'All backends of {path} of {subject} have weight 0',
  },
  hint: 'Give a backend a weight, or let the rule redirect.',
  *evaluate(route) {
    const filters = filtersOf(route)
    for (const [index, { backendRefs }] of route.spec.rules.entries()) {
      const refs: readonly BackendRef[] = backendRefs
      const answers = filters[index]?.some(({ type }) => type === 'RequestRedirect' || type === 'ExtensionRef')
      const isDead = refs.length === 0 ? !answers : refs.every(({ weight }) => weight === 0)
      if (!isDead) continue
      const path = `spec.rules[${index}]`
      yield {
        about: path,
        ...(refs.length > 0 && { variant: 'weightless' }),
        values: { subject: keyOf(route), path },
        evidence: [
          field(
            route,
            `${path}.backendRefs[*].weight`,
            refs.map(({ weight }) => weight),
          ),
        ],
      }
    }
  },
})

const withoutGrant = defineRule({
  id: 'GW-014',
  group: 'gateway',
  severity: 'warning',
  title: 'A route may not refer into another namespace',
  description: 'A backendRef leads into another namespace, and no ReferenceGrant there lets this route in.',
  subjects: ROUTE_KINDS,
  inputs: ['ReferenceGrant'],
  messages: {
    default: '{subject} refers to {backend}, and namespace {namespace} has no ReferenceGrant',
    mismatch: '{subject} refers to {backend}, and none of {grants} lets it in: the nearest differs in {difference}',
  },
  hint: 'Create a ReferenceGrant in the namespace of the backend, from the kind and namespace of the route to the backend.',
  *evaluate(route, view) {
    for (const { backend, path } of backendsOf(route)) {
      const { namespace } = backend
      if (namespace === undefined || backendGrant(route, backend, view) !== 'refused') continue
      const grants = [...view.ofKind('ReferenceGrant', namespace)].sort(byName)
      const considered = grants.map((grant) => ({ grant, difference: differenceOf(grant, route, backend) }))
      const nearest = considered.toSorted((a, b) => a.difference.rank - b.difference.rank)[0]
      yield {
        about: path,
        ...(nearest && { variant: 'mismatch' }),
        values: {
          subject: keyOf(route),
          backend: objectKey(backend.kind, namespace, backend.name),
          namespace,
          grants: listed(grants.map(keyOf)),
          difference: nearest?.difference.text ?? '',
        },
        evidence: [field(route, path, backend), ...grantsEvidence(considered, namespace)],
        command: `kubectl get referencegrants -n ${namespace} -o yaml`,
      }
    }
  },
})

const byName = (a: ReferenceGrant, b: ReferenceGrant): number => compareText(a.metadata.name, b.metadata.name)

interface Considered {
  readonly grant: ReferenceGrant
  readonly difference: Mismatch
}

/** How far a grant is from letting a route in: the lower, the nearer. */
interface Mismatch {
  readonly rank: number
  readonly text: string
}

function grantsEvidence(considered: readonly Considered[], namespace: string): Evidence[] {
  if (considered.length === 0) return [absence(`ReferenceGrant/${namespace}/*`)]
  return considered
    .slice(0, MOST_EVIDENCE)
    .map(({ difference, grant }) => field(grant, 'first mismatch', difference.text))
}

/** The first of namespace, kind and name in which a grant does not fit. */
function differenceOf({ spec }: ReferenceGrant, route: GatewayRoute, backend: BackendRef): Mismatch {
  const { namespace } = route.metadata
  const sameNamespace = spec.from.filter((from) => from.namespace === namespace)
  if (sameNamespace.length === 0) return { rank: 3, text: `from.namespace, which is not ${namespace}` }
  if (!sameNamespace.some(({ group, kind }) => group === GATEWAY_GROUP && kind === route.kind)) {
    return { rank: 2, text: `from.kind, which is not ${route.kind}` }
  }
  const sameKind = spec.to.some(({ group, kind }) => group === backend.group && kind === backend.kind)
  return sameKind
    ? { rank: 0, text: `to.name, which is not ${backend.name}` }
    : { rank: 1, text: `to.kind, which is not ${backend.kind}` }
}

/** Where routes lead. */
export const GATEWAY_BACKEND_RULES: readonly Rule[] = [wrongPort, noTraffic, withoutGrant]
