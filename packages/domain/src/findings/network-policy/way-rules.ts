import type { NetworkPolicy, NetworkPolicyEgressRule, NetworkPolicyPort } from '../../kubernetes/network-policy.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import type { WatchedKind } from '../../kubernetes/resources.ts'
import type { Service } from '../../kubernetes/service.ts'
import { compareText } from '../../text-order.ts'
import { isSelectedBy } from '../../topology/label-selector.ts'
import { field, listed, MOST_EVIDENCE } from '../evidence.ts'
import { CONTROLLER_CANDIDATES } from '../ingress/controller-candidates.ts'
import { CONTROLLER_KINDS } from '../ingress/controller-kinds.ts'
import { defineRule, type Rule, type RuleHit } from '../rule.ts'
import type { RuleView } from '../rule-view.ts'
import { FRONT_KINDS } from '../service/fronts.ts'
import { type ControllerVerdict, controllerVerdicts } from './controller-verdicts.ts'

/** What it takes to say who dials a Service from an Ingress controller, and whom. */
const WAY_INPUTS: readonly WatchedKind[] = ['NetworkPolicy', 'Pod', 'EndpointSlice', 'Ingress', 'IngressClass']
const WAY_CONSULTS: readonly WatchedKind[] = [...CONTROLLER_KINDS, ...FRONT_KINDS, 'Namespace']

/** The first way of a verdict, with how many there are. */
function* waysOf(service: Service, verdict: ControllerVerdict['verdict'], view: RuleView): IterableIterator<RuleHit> {
  const ways = controllerVerdicts(service, view).filter((way) => way.verdict === verdict)
  const [first] = ways
  if (!first) return
  yield {
    values: {
      subject: keyOf(service),
      controller: first.controller,
      pod: first.pod,
      port: first.port,
      protocol: first.protocol,
      text: first.text,
    },
    evidence: ways
      .slice(0, MOST_EVIDENCE)
      .flatMap(({ controller, nearest, pod, policies, port, text }) => [
        { object: pod, path: 'reachability', value: { from: controller, port, policies, nearest, text } },
      ]),
    ...(ways.some(({ isCertain }) => isCertain) ? {} : { confidence: 'inferred' as const }),
    command: `kubectl get networkpolicies -n ${service.metadata.namespace} -o yaml`,
  }
}

const deniedWay = defineRule({
  id: 'NP-001',
  group: 'network-policy',
  severity: 'error',
  title: 'A NetworkPolicy closes the way from the Ingress controller',
  description:
    'An Ingress leads to a Service, and the policies of either side deny its controller a port of a ready Pod of the Service, ' +
    'the target port, not that of the Service. One Pod of each owner is asked for. Whether policies are enforced is for the ' +
    'network plugin to say.',
  subjects: ['Service'],
  inputs: WAY_INPUTS,
  consults: WAY_CONSULTS,
  messages: {
    default:
      'Policies deny {controller} port {port}/{protocol} of {pod}, which {subject} has behind an Ingress: {text}',
  },
  hint: 'Allow it by namespaceSelector and podSelector of the controller, and the port of the Pod.',
  evaluate: (service, view) => waysOf(service, 'deny', view),
})

const undecidedWay = defineRule({
  id: 'NP-002',
  group: 'network-policy',
  severity: 'info',
  title: 'Whether the Ingress controller gets through is not defined',
  description:
    'An Ingress leads to a Service, and one side of the way uses the network of its node: whether policies see it as a Pod or as ' +
    'an address is for the network plugin, and the answers differ.',
  subjects: ['Service'],
  inputs: WAY_INPUTS,
  consults: WAY_CONSULTS,
  messages: {
    default: 'Whether {controller} may reach port {port}/{protocol} of {pod}, behind {subject}, is not defined: {text}',
  },
  hint: 'Allow the addresses of the nodes by ipBlock.',
  evaluate: (service, view) => waysOf(service, 'undefined', view),
})

const DNS_PORT = 53
const API_PORTS = [443, 6443]

const isolatedController = defineRule({
  id: 'NP-005',
  group: 'network-policy',
  severity: 'warning',
  title: 'Policies keep an Ingress controller from DNS or the API server',
  description:
    'Policies isolate what a controller of an IngressClass sends, and none of their rules allows port 53, or none allows port 443 ' +
    'or 6443 to an address (the API server is no Pod). Without one its names, without the other its configuration gets old.',
  subjects: ['IngressClass'],
  inputs: ['NetworkPolicy', 'Pod'],
  consults: CONTROLLER_KINDS,
  messages: { default: '{policies} keep {pod}, which serves {subject}, from {what}' },
  hint: 'Allow egress to port 53 (UDP and TCP) and to the API server.',
  *evaluate(ingressClass, view) {
    const pods = view.derive(CONTROLLER_CANDIDATES, ingressClass.metadata.name).flatMap(({ object }) => {
      const pod = view.get(object)
      return pod?.kind === 'Pod' ? [pod] : []
    })
    for (const pod of pods) {
      const policies = egressPoliciesOf(pod, view)
      if (policies.length === 0) continue
      const rules = policies.flatMap(({ spec }) => spec.egress)
      const missing = [...(rules.some(allowsDns) ? [] : ['DNS']), ...(rules.some(allowsApi) ? [] : ['the API server'])]
      if (missing.length === 0) continue
      yield {
        values: {
          subject: keyOf(ingressClass),
          pod: keyOf(pod),
          policies: listed(policies.map(keyOf)),
          what: missing.join(' and '),
        },
        evidence: policies.slice(0, MOST_EVIDENCE).map((policy) => field(policy, 'spec.egress', policy.spec.egress)),
        confidence: 'inferred',
        command: `kubectl get networkpolicies -n ${pod.metadata.namespace} -o yaml`,
      }
      return
    }
  },
})

/** Policies that isolate what a Pod sends (rule I.1.3). */
function egressPoliciesOf({ metadata }: Pod, view: RuleView): NetworkPolicy[] {
  return [...view.ofKind('NetworkPolicy', metadata.namespace)]
    .filter(({ spec }) => spec.policyTypes.includes('Egress') && isSelectedBy(metadata.labels, spec.podSelector))
    .sort((a, b) => compareText(a.metadata.name, b.metadata.name))
}

/** To whomever: where DNS runs is not known. A name may be that of port 53. */
function allowsDns({ ports }: NetworkPolicyEgressRule): boolean {
  return ports.length === 0 || ports.some((port) => typeof port.port === 'string' || holds(port, DNS_PORT))
}

function allowsApi({ ports, to }: NetworkPolicyEgressRule): boolean {
  const isToAddress = to.length === 0 || to.some(({ ipBlock }) => ipBlock !== undefined)
  const isPort =
    ports.length === 0 || ports.some((port) => port.protocol === 'TCP' && API_PORTS.some((one) => holds(port, one)))
  return isToAddress && isPort
}

function holds({ endPort, port, protocol }: NetworkPolicyPort, wanted: number): boolean {
  if (port === undefined) return protocol !== 'SCTP'
  return typeof port === 'number' && wanted >= port && wanted <= (endPort ?? port)
}

/** What policies do to the way from an Ingress controller. */
export const POLICY_WAY_RULES: readonly Rule[] = [deniedWay, undecidedWay, isolatedController]
