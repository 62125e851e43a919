import type { NetworkPolicy, NetworkPolicyPeer } from '../../kubernetes/network-policy.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import type { LabelSelector } from '../../kubernetes/selector.ts'
import type { Service, ServicePort } from '../../kubernetes/service.ts'
import { declaredPorts, resolvedPort } from '../../kubernetes/target-port.ts'
import { isSelectedBy } from '../../topology/label-selector.ts'
import { field, listed } from '../evidence.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { Derivation, Lookup, RuleView } from '../rule-view.ts'
import { NETWORK_PLUGINS } from './network-plugins.ts'

/** Services by namespace and the number of each of their ports. */
export const SERVICES_OF_PORT: Lookup<'Service'> = {
  name: 'services of port',
  kinds: ['Service'],
  keysOf: ({ metadata, spec }) =>
    spec.type === 'ExternalName' ? [] : spec.ports.map(({ port }) => `${metadata.namespace}/${port}`),
}

const servicePort = defineRule({
  id: 'NP-003',
  group: 'network-policy',
  severity: 'warning',
  title: 'A NetworkPolicy lists the port of a Service',
  description:
    'A rule for incoming traffic lists a number that is the port of a Service, while the Pods behind it listen on another one, ' +
    'which the rule does not list: policies see the ports of Pods.',
  subjects: ['NetworkPolicy'],
  inputs: ['Service', 'Pod'],
  messages: { default: '{subject} lists port {port}, which is that of {service}; its Pods listen on {target}' },
  hint: 'List the port of the Pods.',
  *evaluate(policy, view) {
    for (const [rule, { ports }] of policy.spec.ingress.entries()) {
      for (const [index, { endPort, port }] of ports.entries()) {
        if (typeof port !== 'number' || endPort !== undefined) continue
        const mistaken = mistakenService(policy, port, view)
        if (!mistaken || ports.some((other) => other.port === mistaken.target)) continue
        const path = `spec.ingress[${rule}].ports[${index}].port`
        yield {
          about: path,
          values: { subject: keyOf(policy), port, service: keyOf(mistaken.service), target: mistaken.target },
          evidence: [
            field(policy, path, port),
            field(mistaken.service, 'spec.ports', mistaken.service.spec.ports),
            field(mistaken.pod, 'spec.containers[*].ports', declaredPorts(mistaken.pod)),
          ],
        }
      }
    }
  },
})

interface Mistaken {
  readonly service: Service
  readonly pod: Pod
  readonly target: number
}

/** A Service with that port, whose Pods the policy selects and which listen on another one alone. */
function mistakenService({ metadata, spec }: NetworkPolicy, port: number, view: RuleView): Mistaken | undefined {
  const { namespace = '' } = metadata
  for (const service of view.lookup(SERVICES_OF_PORT, `${namespace}/${port}`)) {
    const ports = service.spec.ports.filter((one) => one.port === port)
    for (const pod of view.podsSelectedBy(namespace, service.spec.selector)) {
      if (!isSelectedBy(pod.metadata.labels, spec.podSelector)) continue
      const target = otherTarget(pod, ports, port)
      if (target !== undefined) return { service, pod, target }
    }
  }
  return undefined
}

/** What the ports mean for a Pod, unless it listens on that number too. */
function otherTarget(pod: Pod, ports: readonly ServicePort[], port: number): number | undefined {
  if (declaredPorts(pod).some(({ containerPort }) => containerPort === port)) return undefined
  const targets = ports.map((one) => resolvedPort(pod, one))
  return targets.includes(port) ? undefined : targets.find((target) => target !== undefined)
}

/** Names of network plugins that run, by what their DaemonSets are called; ascending. */
const PLUGINS: Derivation<readonly string[]> = {
  name: 'network plugins',
  compute: (_, view) => Object.keys(NETWORK_PLUGINS).filter((name) => view.lookup(DAEMON_SETS, name).length > 0),
}

export const DAEMON_SETS: Lookup<'DaemonSet'> = {
  name: 'daemon sets of network plugins',
  kinds: ['DaemonSet'],
  keysOf: ({ metadata: { name } }) => (Object.hasOwn(NETWORK_PLUGINS, name) ? [name] : []),
}

/** Whether a namespace has a policy. */
const HAS_POLICY: Derivation<boolean> = {
  name: 'namespace has policy',
  compute: (namespace, view) => view.ofKind('NetworkPolicy', namespace).next().done !== true,
}

const unknownEnforcement = defineRule({
  id: 'NP-004',
  group: 'network-policy',
  severity: 'info',
  title: 'Whether policies are enforced is not known',
  description:
    'A namespace has NetworkPolicies. Not every network plugin enforces them, and the API does not tell; which plugin runs is ' +
    'guessed from the names of DaemonSets.',
  subjects: ['Namespace'],
  inputs: ['NetworkPolicy'],
  consults: ['DaemonSet'],
  messages: {
    default: '{subject} has NetworkPolicies, and no network plugin is recognised',
    guessed: '{subject} has NetworkPolicies, and {plugin} seems to run, which {enforces}',
  },
  hint: 'Try it: open a connection that a policy denies.',
  *evaluate(namespace, view) {
    const { name } = namespace.metadata
    if (!view.derive(HAS_POLICY, name)) return
    const plugins = view.derive(PLUGINS, '')
    const enforces = plugins.some((plugin) => NETWORK_PLUGINS[plugin])
    yield {
      ...(plugins.length > 0 && { variant: 'guessed' }),
      values: {
        subject: keyOf(namespace),
        plugin: listed(plugins),
        enforces: enforces ? 'enforces them' : 'does not enforce them by itself',
      },
      evidence: [field(namespace, 'network plugins by their DaemonSets', plugins)],
      confidence: 'inferred',
      command: `kubectl get networkpolicies -n ${name}`,
    }
  },
})

const separatePeers = defineRule({
  id: 'NP-006',
  group: 'network-policy',
  severity: 'info',
  title: 'Two peers that look like one',
  description:
    'A rule has one peer with a namespaceSelector alone and one with a podSelector alone: it allows every Pod of those ' +
    'namespaces, and those Pods of its own. Often the Pods of those namespaces are meant. A podSelector that selects everything ' +
    'is taken as meant.',
  subjects: ['NetworkPolicy'],
  inputs: [],
  messages: {
    default: '{path} of {subject} allows either of two peers; as one item both selectors would have to match',
  },
  hint: 'Write both selectors into one item where both must hold.',
  *evaluate(policy) {
    const { egress, ingress } = policy.spec
    const lists = [
      ...ingress.map(({ from }, index) => ({ peers: from, path: `spec.ingress[${index}].from` })),
      ...egress.map(({ to }, index) => ({ peers: to, path: `spec.egress[${index}].to` })),
    ]
    for (const { path, peers } of lists) {
      if (!looksLikeOne(peers)) continue
      yield { about: path, values: { subject: keyOf(policy), path }, evidence: [field(policy, path, peers)] }
    }
  },
})

function looksLikeOne(peers: readonly NetworkPolicyPeer[]): boolean {
  const namespaces = peers.filter(({ namespaceSelector, podSelector }) => namespaceSelector && !podSelector)
  const pods = peers.filter(({ namespaceSelector, podSelector }) => podSelector && !namespaceSelector)
  const [pod] = pods
  return namespaces.length === 1 && pods.length === 1 && pod?.podSelector !== undefined && !isEmpty(pod.podSelector)
}

const isEmpty = ({ matchExpressions, matchLabels }: LabelSelector): boolean =>
  matchExpressions.length === 0 && Object.keys(matchLabels).length === 0

/** By `namespace/name`, whether a policy selects a Pod. */
const SELECTS_SOMETHING: Derivation<boolean> = {
  name: 'policy selects something',
  compute(key, view) {
    const [namespace = '', name = ''] = key.split('/')
    const policy = view.find('NetworkPolicy', namespace, name)
    if (!policy) return false
    const { podSelector } = policy.spec
    const hasLabels = Object.keys(podSelector.matchLabels).length > 0
    const pods = hasLabels ? view.podsSelectedBy(namespace, podSelector.matchLabels) : view.ofKind('Pod', namespace)
    for (const pod of pods) if (isSelectedBy(pod.metadata.labels, podSelector)) return true
    return false
  },
}

const selectsNothing = defineRule({
  id: 'NP-007',
  group: 'network-policy',
  severity: 'info',
  title: 'A NetworkPolicy selects no Pod',
  description: 'The podSelector of a policy selects no Pod of its namespace: it has no effect.',
  subjects: ['NetworkPolicy'],
  inputs: ['Pod'],
  messages: { default: '{subject} selects no Pod' },
  hint: 'Correct the selector, or remove the policy.',
  *evaluate(policy, view) {
    const { name, namespace } = policy.metadata
    if (view.derive(SELECTS_SOMETHING, `${namespace}/${name}`)) return
    yield {
      values: { subject: keyOf(policy) },
      evidence: [field(policy, 'spec.podSelector', policy.spec.podSelector)],
      command: `kubectl get pods -n ${namespace} --show-labels`,
    }
  },
})

const isolatesToo = defineRule({
  id: 'NP-008',
  group: 'network-policy',
  severity: 'warning',
  title: 'A policy about outgoing traffic closes incoming traffic too',
  description:
    'A policy has egress rules and no ingress rules, and its policyTypes are both: that is what the API server makes of a policy ' +
    'without policyTypes. Nothing gets in to the Pods it selects. That it was not written so cannot be proven: the default is ' +
    'kept like a value.',
  subjects: ['NetworkPolicy'],
  inputs: [],
  messages: { default: '{subject} has rules for outgoing traffic alone, and lets nothing in to the Pods it selects' },
  hint: 'Set policyTypes: [Egress], unless nothing is meant to get in.',
  *evaluate(policy) {
    const { egress, ingress, policyTypes } = policy.spec
    if (egress.length === 0 || ingress.length > 0 || !policyTypes.includes('Ingress')) return
    yield {
      values: { subject: keyOf(policy) },
      evidence: [
        field(policy, 'spec.policyTypes', policyTypes),
        field(policy, 'spec.egress', egress),
        field(policy, 'spec.ingress', ingress),
      ],
      confidence: 'inferred',
    }
  },
})

/** What a policy says of itself. */
export const POLICY_OBJECT_RULES: readonly Rule[] = [
  servicePort,
  unknownEnforcement,
  separatePeers,
  selectsNothing,
  isolatesToo,
]
