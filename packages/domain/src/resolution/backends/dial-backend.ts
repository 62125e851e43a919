import type { Snapshot } from '../../history/snapshot.ts'
import { objectKey } from '../../kubernetes/object-key.ts'
import type { Service, ServicePort } from '../../kubernetes/service.ts'
import { absenceState } from '../../topology/edge-state.ts'
import type { BackendChoice } from '../decision.ts'
import { type Message, say } from '../messages/message.ts'
import { MAX_ENDPOINTS, type ResolvedBackend, type ResolvedEndpoint } from '../resolution.ts'
import type { DialRules } from './dial-rules.ts'
import { dialledEndpoints } from './dialled-endpoints.ts'
import { type FoundPort, namedPort, toleratedPort } from './service-port.ts'

/** What is learnt of a backend beside what its rule says. */
type Finding = Pick<ResolvedBackend, 'state' | 'servicePort' | 'status' | 'problem' | 'endpoints' | 'counts'>

const NOBODY = { endpoints: [], counts: { total: 0, used: 0 } }

interface Dialling {
  readonly snapshot: Snapshot
  readonly dial: DialRules
}

/** Follow a backend to its endpoints. A backend with a `status` answers nothing itself; one that is not `resolved` may. */
export function dialBackend(choice: BackendChoice, dialling: Dialling): ResolvedBackend {
  const { namespace, target, port, role, weight, share } = choice
  return {
    namespace,
    service: 'service' in target ? target.service : `${target.kind}/${target.name}`,
    ...(port !== undefined && { port }),
    role,
    weight,
    share,
    ...findingOf(choice, dialling),
  }
}

function findingOf({ namespace, target, port, refusal }: BackendChoice, dialling: Dialling): Finding {
  const { snapshot, dial } = dialling
  if (refusal?.isCertain) return { state: 'resolved', status: dial.invalidStatus, problem: refusal.problem, ...NOBODY }
  if (!('service' in target)) {
    const problem = say('backend.no-service', { target: objectKey(target.kind, namespace, target.name) })
    return { state: 'unknown', problem, ...NOBODY }
  }
  const key = objectKey('Service', namespace, target.service)
  const service = snapshot.find('Service', namespace, target.service)
  if (!service) {
    const state = absenceState(snapshot, 'Service', namespace)
    if (state === 'unknown') return { state, problem: say('backend.unknown-service', { service: key }), ...NOBODY }
    return { state, status: dial.invalidStatus, problem: say('backend.missing-service', { service: key }), ...NOBODY }
  }
  const finding =
    service.spec.type === 'ExternalName' ? externalFinding(service, port, key) : portFinding(service, port, dialling)
  return refusal ? { ...finding, state: 'unknown', problem: refusal.problem } : finding
}

/** What an ExternalName Service stands for is dialled at the port that is named, whether it lists it or not. */
function externalFinding({ spec }: Service, port: number | string | undefined, service: string): Finding {
  const externalName = spec.externalName ?? ''
  const number = typeof port === 'number' ? port : spec.ports.find(({ name }) => name === port)?.port
  const endpoint: ResolvedEndpoint = {
    address: externalName,
    ...(number !== undefined && { port: number }),
    state: 'external',
    isUsed: true,
  }
  const problem = say('backend.external-name', { service, externalName })
  return { state: 'resolved', problem, endpoints: [endpoint], counts: { total: 1, used: 1 } }
}

function portFinding(service: Service, port: number | string | undefined, dialling: Dialling): Finding {
  const { dial, snapshot } = dialling
  const key = objectKey('Service', service.metadata.namespace, service.metadata.name)
  const found = foundPort(service, port, dial)
  if (!found) {
    const problem = say('backend.missing-port', { service: key, port: port ?? 'none' })
    return { state: 'missing', status: dial.invalidStatus, problem, ...NOBODY }
  }
  const { servicePort, by } = found
  const endpoints = dialledEndpoints(service, servicePort, { snapshot, dial })
  const used = endpoints.filter(({ isUsed }) => isUsed).length
  const problem = used > 0 ? toleration(key, port, found) : whyNobody(key, servicePort, endpoints)
  const seen = {
    servicePort: portFacts(servicePort),
    endpoints: endpoints.slice(0, MAX_ENDPOINTS),
    counts: { total: endpoints.length, used },
  }
  if (used > 0) return { state: by === 'targetPort' ? 'ambiguous' : 'resolved', ...seen, ...(problem && { problem }) }
  const { namespace } = service.metadata
  if (absenceState(snapshot, 'EndpointSlice', namespace) === 'unknown')
    return { state: 'unknown', problem: say('endpoints.unseen', { namespace: namespace ?? '' }), ...seen }
  return { state: 'resolved', status: dial.emptyStatus, ...(problem && { problem }), ...seen }
}

function portFacts({ name, port, protocol, targetPort }: ServicePort): NonNullable<Finding['servicePort']> {
  return { name, port, protocol, targetPort }
}

/** Where none is named, as for a default backend of the controller, ingress-nginx takes the first. */
function foundPort(service: Service, port: number | string | undefined, { ports }: DialRules): FoundPort | undefined {
  const [first] = service.spec.ports
  if (port === undefined) return ports === 'tolerant' && first ? { servicePort: first, by: 'port' } : undefined
  return ports === 'tolerant' ? toleratedPort(service, port) : namedPort(service, port)
}

function toleration(
  service: string,
  port: number | string | undefined,
  { servicePort, by }: FoundPort,
): Message | undefined {
  if (by !== 'targetPort') return undefined
  return say('backend.tolerated-port', { service, port: port ?? '', taken: servicePort.port, by })
}

function whyNobody(service: string, servicePort: ServicePort, endpoints: readonly ResolvedEndpoint[]): Message {
  const total = endpoints.length
  if (total === 0) return say('endpoints.none', { service })
  if (endpoints.every(({ port }) => port === undefined))
    return say('endpoints.port-missing', { service, port: servicePort.name || servicePort.port })
  const draining = endpoints.filter(({ state }) => state === 'draining').length
  if (draining === 0) return say('endpoints.none-ready', { service, total })
  return say('endpoints.none-ready-draining', { service, total, draining })
}
