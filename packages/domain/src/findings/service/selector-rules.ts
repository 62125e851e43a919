import { hasLabels } from '../../kubernetes/has-labels.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { isPodReady } from '../../kubernetes/pod-ready.ts'
import type { Service } from '../../kubernetes/service.ts'
import { wantedPods } from '../../services/matching-workloads.ts'
import { absence, field, listed, MOST_EVIDENCE } from '../evidence.ts'
import type { Evidence } from '../finding.ts'
import { EVENTS_OF_OBJECT } from '../lookups.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { Lookup, RuleView } from '../rule-view.ts'
import { isTerminal, rootOwner, workloadsOf } from '../workloads-of-service.ts'
import { endpointsOf } from './endpoints-of-service.ts'
import { nearestSelectors, sharedLabels } from './nearest-selector.ts'

/** The selector counts: ExternalName ignores it, an empty one selects nothing (rule D.3). */
export function hasSelector({ spec }: Service): boolean {
  return spec.type !== 'ExternalName' && Object.keys(spec.selector).length > 0
}

/** Pods that a Service selects and that are not finished. */
export function livePods({ metadata, spec }: Service, view: RuleView): Pod[] {
  if (spec.type === 'ExternalName') return []
  return view.podsSelectedBy(metadata.namespace ?? '', spec.selector).filter((pod) => !isTerminal(pod))
}

/** `app=web,tier=front`, as `kubectl -l` takes it. */
export function selectorText(selector: Readonly<Record<string, string>>): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')
}

function podsCommand({ metadata, spec }: Service): string {
  return `kubectl get pods -n ${metadata.namespace} -l '${selectorText(spec.selector)}' -o wide`
}

/** Pods by label and value over all namespaces: only asked for Services that select nothing. */
export const PODS_BY_LABEL: Lookup<'Pod'> = {
  name: 'pods by label',
  kinds: ['Pod'],
  keysOf: ({ metadata }) => Object.entries(sharedLabels(metadata.labels)).map(([key, value]) => `${key}=${value}`),
}

/** Namespaces, other than the Service's, in which Pods have all labels of its selector; ascending. */
function otherNamespaces({ metadata, spec }: Service, view: RuleView): string[] {
  const pods = view.narrowest(
    PODS_BY_LABEL,
    Object.entries(spec.selector).map(([key, value]) => `${key}=${value}`),
  )
  const found = pods.filter((pod) => hasLabels(pod.metadata.labels, spec.selector))
  const namespaces = new Set(found.map((pod) => pod.metadata.namespace ?? ''))
  namespaces.delete(metadata.namespace ?? '')
  return [...namespaces].sort()
}

const selectsNothing = defineRule({
  id: 'SVC-001',
  group: 'service',
  severity: 'error',
  title: 'A selector matches no Pod',
  description:
    'The Service has a selector, and no Pod of its namespace has those labels, for more than a minute. Where every workload ' +
    'whose template has them is scaled to zero this is only told (info). The nearest label sets are suggested (rule G.9).',
  subjects: ['Service'],
  inputs: ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  holdsForMs: 60_000,
  messages: {
    default: 'No Pod of namespace {namespace} has {selector}, which {subject} selects',
    suggested:
      'No Pod of namespace {namespace} has {selector}, which {subject} selects; perhaps {object} is meant: {difference}',
    'scaled-to-zero': 'No Pod has {selector}, which {subject} selects: {workloads} is scaled to zero',
  },
  hint: 'Correct the selector of the Service or the labels of the Pods.',
  *evaluate(service, view) {
    if (!hasSelector(service)) return
    const { namespace = '' } = service.metadata
    if (view.podsSelectedBy(namespace, service.spec.selector).length > 0) return
    const workloads = workloadsOf(service, view)
    const isScaledToZero = workloads.length > 0 && workloads.every((workload) => wantedPods(workload) === 0)
    const values = { namespace, selector: selectorText(service.spec.selector), subject: keyOf(service) }
    const selector = field(service, 'spec.selector', service.spec.selector)
    const command = `kubectl get pods -n ${namespace} --show-labels`
    if (isScaledToZero) {
      yield {
        variant: 'scaled-to-zero',
        severity: 'info',
        values: { ...values, workloads: listed(workloads.map(keyOf)) },
        evidence: [selector, ...workloads.map((workload) => field(workload, 'spec.replicas', wantedPods(workload)))],
        command,
      }
      return
    }
    const suggestions = nearestSelectors(service, view)
    const [best] = suggestions
    yield {
      ...(best && { variant: 'suggested' }),
      values: { ...values, object: best?.object ?? '', difference: best?.difference ?? '' },
      evidence: [
        selector,
        ...suggestions.map(({ object, ...suggestion }) => ({ object, path: 'suggestion', value: suggestion })),
        ...otherNamespaces(service, view)
          .slice(0, MOST_EVIDENCE)
          .map((other) => ({ object: `Namespace/-/${other}`, path: 'pods', value: 'selector matches here' })),
      ],
      command,
    }
  },
})

const noneReady = defineRule({
  id: 'SVC-002',
  group: 'service',
  severity: 'error',
  title: 'No selected Pod is Ready',
  description: 'Pods match the selector, and none of them is Ready.',
  subjects: ['Service'],
  inputs: ['Pod'],
  messages: { default: 'No Pod that {subject} selects is Ready: {reasons}' },
  hint: 'See the findings of the Pods.',
  *evaluate(service, view) {
    if (!hasSelector(service)) return
    const pods = view.podsSelectedBy(service.metadata.namespace ?? '', service.spec.selector)
    if (pods.length === 0 || pods.some(isPodReady)) return
    const reasons = [...new Set(pods.map(unreadyReason))].sort()
    yield {
      values: { subject: keyOf(service), reasons: listed(reasons) },
      evidence: pods.slice(0, MOST_EVIDENCE).map((pod) => field(pod, 'status', unreadyReason(pod))),
      command: podsCommand(service),
    }
  },
})

/** Why a Pod is not Ready, in the API's own words. */
function unreadyReason({ metadata, status }: Pod): string {
  if (metadata.deletionTimestamp !== undefined) return 'Terminating'
  const containers = [...status.initContainerStatuses, ...status.containerStatuses]
  const reason = containers.map(({ state }) => state.waiting?.reason ?? state.terminated?.reason).find(Boolean)
  const condition = status.conditions.find((one) => one.type === 'Ready' && one.status !== 'True')
  return reason ?? status.reason ?? condition?.reason ?? status.phase
}

const readyButAbsent = defineRule({
  id: 'SVC-003',
  group: 'service',
  severity: 'error',
  title: 'A Ready Pod is in no EndpointSlice',
  description:
    'A selected Pod is Ready, has an IP of a family of the Service and is not finished, and no slice of the Service has had it ' +
    'for more than ten seconds.',
  subjects: ['Service'],
  inputs: ['Pod', 'EndpointSlice'],
  consults: ['Event', 'Node'],
  holdsForMs: 10_000,
  messages: { default: 'Ready Pods that {subject} selects are in none of its EndpointSlices: {pods}' },
  hint: 'The controller manager is down or overloaded, or the Node object of the Pod is missing.',
  *evaluate(service, view) {
    if (!hasSelector(service)) return
    const known = new Set(endpointsOf(service, view).map(({ identity }) => identity))
    const absent = livePods(service, view).filter((pod) => isEligible(pod, service) && !known.has(pod.metadata.uid))
    if (absent.length === 0) return
    const events = view
      .lookup(EVENTS_OF_OBJECT, keyOf(service))
      .filter(({ reason }) => reason === 'FailedToUpdateEndpointSlices')
    yield {
      values: { subject: keyOf(service), pods: listed(absent.map(({ metadata }) => metadata.name)) },
      evidence: [
        ...absent.slice(0, MOST_EVIDENCE).map((pod) => field(pod, 'status.podIPs', pod.status.podIPs)),
        ...slicesEvidence(service, view),
        ...missingNodes(absent, view),
        ...events.slice(-1).map((event) => field(event, 'message', event.message)),
      ],
      command: `kubectl get endpointslices -n ${service.metadata.namespace} -l kubernetes.io/service-name=${service.metadata.name}`,
    }
  },
})

function isEligible(pod: Pod, { spec }: Service): boolean {
  const families = pod.status.podIPs.map(({ ip }) => (ip.includes(':') ? 'IPv6' : 'IPv4'))
  return isPodReady(pod) && families.some((family) => spec.ipFamilies.length === 0 || spec.ipFamilies.includes(family))
}

/** Nodes that Pods say they are on and that are not there: such a Pod is in no slice (rule D.3). */
function missingNodes(pods: readonly Pod[], view: RuleView): Evidence[] {
  const names = [...new Set(pods.flatMap(({ spec }) => spec.nodeName ?? []))].sort().slice(0, MOST_EVIDENCE)
  const isKnown = view.visibilityOf('Node') === 'observed'
  const missing = names.filter((name) => isKnown && !view.find('Node', undefined, name))
  return missing.map((name) => absence(objectKey('Node', undefined, name)))
}

function slicesEvidence({ metadata }: Service, view: RuleView): Evidence[] {
  const slices = view.slicesOfService(metadata.namespace ?? '', metadata.name)
  return slices.slice(0, MOST_EVIDENCE).map((slice) =>
    field(
      slice,
      'endpoints[*].targetRef.name',
      slice.endpoints.map(({ targetRef }) => targetRef?.name ?? null),
    ),
  )
}

const severalWorkloads = defineRule({
  id: 'SVC-008',
  group: 'service',
  severity: 'warning',
  title: 'A selector matches Pods of several workloads',
  description:
    'The selected Pods belong to more than one workload; the ReplicaSets of one Deployment count as one. Pods that nobody made ' +
    'count for themselves.',
  subjects: ['Service'],
  inputs: ['Pod', 'ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet'],
  messages: { default: '{subject} selects Pods of {count} workloads: {owners}' },
  hint: 'Narrow the selector, unless this is meant (blue/green).',
  *evaluate(service, view) {
    const owners = new Map<string, string>()
    const pods = livePods(service, view)
    for (const pod of pods) {
      const { kind, name, uid } = rootOwner(pod, view)
      owners.set(uid, `${kind}/${name}`)
    }
    if (owners.size < 2) return
    yield {
      values: { subject: keyOf(service), count: owners.size, owners: listed([...owners.values()].sort()) },
      evidence: [
        field(service, 'spec.selector', service.spec.selector),
        ...pods
          .slice(0, MOST_EVIDENCE)
          .map((pod) => field(pod, 'metadata.ownerReferences', pod.metadata.ownerReferences)),
      ],
      command: podsCommand(service),
    }
  },
})

/** Whom a Service selects. */
export const SERVICE_SELECTOR_RULES: readonly Rule[] = [selectsNothing, noneReady, readyButAbsent, severalWorkloads]
