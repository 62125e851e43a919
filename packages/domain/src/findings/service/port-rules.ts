import { keyOf, type ObjectKey } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import type { Service, ServicePort } from '../../kubernetes/service.ts'
import { declaredPorts, resolvedPort } from '../../kubernetes/target-port.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import type { Evidence } from '../finding.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { Derivation, Lookup } from '../rule-view.ts'
import { livePods } from './selector-rules.ts'

/** `http (8080/TCP)`. */
function declaredText(pod: Pod): string[] {
  return declaredPorts(pod).map(
    ({ containerPort, name = 'unnamed', protocol }) => `${name} (${containerPort}/${protocol})`,
  )
}

function declarations(pods: readonly Pod[]): Evidence[] {
  return pods.slice(0, MOST_EVIDENCE).map((pod) => field(pod, 'spec.containers[*].ports', declaredPorts(pod)))
}

/** Named target ports with the place where they are written. */
function* namedPorts({ spec }: Service): IterableIterator<{ at: string; port: ServicePort; name: string }> {
  for (const [index, port] of spec.ports.entries()) {
    if (typeof port.targetPort === 'string') yield { at: `spec.ports[${index}]`, port, name: port.targetPort }
  }
}

const portsCommand = ({ metadata }: Service): string =>
  `kubectl get pods -n ${metadata.namespace} -o 'custom-columns=NAME:.metadata.name,PORTS:.spec.containers[*].ports'`

const unresolvedName = defineRule({
  id: 'SVC-004',
  group: 'service',
  severity: 'error',
  title: 'No Pod declares the named target port',
  description:
    'A `targetPort` is a name, and no selected Pod has a container (or sidecar) port of that name and the protocol of the ' +
    "Service's port. The port is then left out of the slices, and nobody says so.",
  subjects: ['Service'],
  inputs: ['Pod'],
  consults: ['EndpointSlice'],
  messages: {
    default:
      'Target port {name} ({protocol}) of {subject} is declared by no Pod that it selects; they declare {declared}',
  },
  hint: "Add the port to the container, or name one of the container's own ports.",
  *evaluate(service, view) {
    const pods = livePods(service, view)
    if (pods.length === 0) return
    for (const { at, name, port } of namedPorts(service)) {
      if (pods.some((pod) => resolvedPort(pod, port) !== undefined)) continue
      const declared = [...new Set(pods.flatMap(declaredText))].sort()
      const slices = view.slicesOfService(service.metadata.namespace ?? '', service.metadata.name)
      yield {
        about: at,
        values: {
          name,
          protocol: port.protocol,
          subject: keyOf(service),
          declared: listed(declared) || 'none',
        },
        evidence: [
          field(service, `${at}.targetPort`, name),
          ...declarations(pods),
          ...slices.slice(0, MOST_EVIDENCE).map((slice) => field(slice, 'ports', slice.ports)),
        ],
        command: portsCommand(service),
      }
    }
  },
})

const partlyResolvedName = defineRule({
  id: 'SVC-005',
  group: 'service',
  severity: 'warning',
  title: 'A named target port differs between Pods',
  description:
    'A `targetPort` is a name that some of the selected Pods do not declare, or declare with another number. Their endpoints ' +
    'are then in slices of their own.',
  subjects: ['Service'],
  inputs: ['Pod'],
  messages: { default: 'Target port {name} of {subject} means {numbers}, depending on the Pod' },
  hint: 'Expected while a rollout renames the port; else let all Pods declare it alike.',
  *evaluate(service, view) {
    const pods = livePods(service, view)
    for (const { at, name, port } of namedPorts(service)) {
      const numbers = new Set(pods.map((pod) => resolvedPort(pod, port)))
      if (numbers.size < 2) continue
      const texts = [...numbers].map((number) => (number === undefined ? 'nothing' : String(number))).sort()
      yield {
        about: at,
        values: { name, subject: keyOf(service), numbers: texts.join(' or ') },
        evidence: [
          field(service, `${at}.targetPort`, name),
          ...pods
            .slice(0, MOST_EVIDENCE)
            .map((pod) => field(pod, `spec.containers[*].ports[${name}]`, resolvedPort(pod, port))),
        ],
        command: portsCommand(service),
      }
    }
  },
})

const undeclaredNumber = defineRule({
  id: 'SVC-006',
  group: 'service',
  severity: 'info',
  title: 'A target port is not among the declared ports',
  description:
    'A `targetPort` is a number that no container of a selected Pod declares. Declared ports are documentation: traffic goes ' +
    'there all the same.',
  subjects: ['Service'],
  inputs: ['Pod'],
  messages: { default: 'Target port {number} of {subject} is declared by no Pod that it selects' },
  hint: 'Verify that the process listens there.',
  *evaluate(service, view) {
    const pods = livePods(service, view)
    if (pods.length === 0) return
    for (const [index, { protocol, targetPort }] of service.spec.ports.entries()) {
      if (typeof targetPort !== 'number') continue
      const isDeclared = (pod: Pod) =>
        declaredPorts(pod).some((port) => port.containerPort === targetPort && port.protocol === protocol)
      if (pods.some(isDeclared)) continue
      const at = `spec.ports[${index}].targetPort`
      yield {
        about: at,
        values: { number: targetPort, subject: keyOf(service) },
        evidence: [field(service, at, targetPort), ...declarations(pods)],
        command: portsCommand(service),
      }
    }
  },
})

const otherProtocol = defineRule({
  id: 'SVC-007',
  group: 'service',
  severity: 'error',
  title: 'The named target port has another protocol',
  description:
    "A `targetPort` is a name that the selected Pods declare, but with another protocol than the Service's port: it does not " +
    'resolve.',
  subjects: ['Service'],
  inputs: ['Pod'],
  messages: {
    default: 'Target port {name} of {subject} is {protocol}, and the Pods declare it as {declared}',
  },
  hint: 'Let Service and container agree on the protocol.',
  *evaluate(service, view) {
    const pods = livePods(service, view)
    for (const { at, name, port } of namedPorts(service)) {
      if (pods.some((pod) => resolvedPort(pod, port) !== undefined)) continue
      const declared = pods.flatMap((pod) => declaredPorts(pod).filter((one) => one.name === name))
      if (declared.length === 0) continue
      const protocols = [...new Set(declared.map(({ protocol }) => protocol))].sort()
      yield {
        about: at,
        values: { name, subject: keyOf(service), protocol: port.protocol, declared: protocols.join(', ') },
        evidence: [field(service, `${at}.protocol`, port.protocol), ...declarations(pods)],
        command: portsCommand(service),
      }
    }
  },
})

/** Services by what they select and offer; those that select nothing are nowhere. */
export const SERVICES_ALIKE: Lookup<'Service'> = {
  name: 'services alike',
  kinds: ['Service'],
  *keysOf(service) {
    const likeness = likenessOf(service)
    if (likeness !== undefined) yield likeness
  },
}

function likenessOf({ metadata, spec }: Service): string | undefined {
  const selector = Object.entries(spec.selector).sort()
  if (selector.length === 0 || spec.type === 'ExternalName') return undefined
  const ports = spec.ports.map(({ port, protocol, targetPort }) => `${port} ${protocol} ${targetPort}`).sort()
  return JSON.stringify([metadata.namespace, selector, ports])
}

/** Up to four keys of Services that are alike. */
const ALIKE: Derivation<readonly ObjectKey[]> = {
  name: 'services alike',
  compute: (likeness, view) => view.lookup(SERVICES_ALIKE, likeness).slice(0, 4).map(keyOf),
}

const twins = defineRule({
  id: 'SVC-009',
  group: 'service',
  severity: 'info',
  title: 'Two Services are alike',
  description: 'Two Services of one namespace have the same selector and the same ports.',
  subjects: ['Service'],
  inputs: [],
  messages: { default: '{subject} has the selector and the ports of {others}' },
  hint: 'Nothing is wrong; one of the two may be left over.',
  *evaluate(service, view) {
    const likeness = likenessOf(service)
    if (likeness === undefined) return
    const others = view.derive(ALIKE, likeness).filter((key) => key !== keyOf(service))
    if (others.length === 0) return
    yield {
      values: { subject: keyOf(service), others: listed(others) },
      evidence: [
        field(service, 'spec.selector', service.spec.selector),
        ...others.map((object) => ({ object, path: 'spec.selector', value: service.spec.selector })),
      ],
    }
  },
})

/** What the ports of a Service lead to. */
export const SERVICE_PORT_RULES: readonly Rule[] = [
  unresolvedName,
  partlyResolvedName,
  undeclaredNumber,
  otherProtocol,
  twins,
]
