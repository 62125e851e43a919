import { SERVICE_NAME_LABEL } from '../../endpoints/slice-service.ts'
import { type Endpoint, type EndpointSlice, isReady, isTerminating } from '../../kubernetes/endpoint-slice.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { isPodReady } from '../../kubernetes/pod-ready.ts'
import { absence, field, MOST_EVIDENCE } from '../evidence.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { RuleView } from '../rule-view.ts'
import { isTerminal } from '../workloads-of-service.ts'

/** Slices imported from other clusters carry this label instead (rule D.4.3). */
const IMPORTED_LABEL = 'multicluster.kubernetes.io/service-name'
const OVER_CAPACITY_ANNOTATION = 'endpoints.kubernetes.io/over-capacity'

/** Endpoints whose target is a Pod that is named by uid. */
function* podTargets({
  endpoints,
}: EndpointSlice): IterableIterator<{ endpoint: Endpoint; name: string; uid: string }> {
  for (const endpoint of endpoints) {
    const { targetRef } = endpoint
    if (targetRef?.kind === 'Pod' && targetRef.uid !== undefined)
      yield { endpoint, name: targetRef.name, uid: targetRef.uid }
  }
}

const stateOf = ({ metadata }: EndpointSlice, name: string): string =>
  `kubectl get endpointslices/${metadata.name} pods/${name} -n ${metadata.namespace} -o yaml`

const staleTarget = defineRule({
  id: 'EPS-003',
  group: 'endpoint-slice',
  severity: 'error',
  title: 'An endpoint leads to a Pod that is gone',
  description:
    "An endpoint's `targetRef.uid` is no Pod's. A Pod of the same name with another uid is another Pod: StatefulSets reuse names.",
  subjects: ['EndpointSlice'],
  inputs: ['Pod'],
  messages: {
    default: 'Endpoint {address} of {subject} leads to Pod {pod}, which does not exist',
    replaced: 'Endpoint {address} of {subject} leads to a former Pod {pod}; the one of that name now is another',
  },
  hint: 'The slice is stale: see whether the controller manager runs; delete the slice if nobody manages it.',
  *evaluate(slice, view) {
    for (const { endpoint, name, uid } of podTargets(slice)) {
      if (view.byUid('Pod', uid)) continue
      const other = view.find('Pod', slice.metadata.namespace, name)
      const address = endpoint.addresses[0] ?? ''
      yield {
        about: uid,
        ...(other && { variant: 'replaced' }),
        values: { address, subject: keyOf(slice), pod: name },
        evidence: [
          field(slice, `endpoints[${address}].targetRef.uid`, uid),
          other
            ? field(other, 'metadata.uid', other.metadata.uid)
            : absence(objectKey('Pod', slice.metadata.namespace, name)),
        ],
        command: stateOf(slice, name),
      }
    }
  },
})

const orphanSlice = defineRule({
  id: 'EPS-004',
  group: 'endpoint-slice',
  severity: 'warning',
  title: 'A slice is of a Service that does not exist',
  description: 'The label `kubernetes.io/service-name` of a slice names a Service that is not in its namespace.',
  subjects: ['EndpointSlice'],
  inputs: ['Service'],
  messages: { default: '{subject} is of Service {service}, which does not exist' },
  hint: 'Delete the slice, unless the Service is about to be created.',
  *evaluate(slice, view) {
    const { labels, namespace, ownerReferences } = slice.metadata
    const service = labels[SERVICE_NAME_LABEL]
    if (!service || view.find('Service', namespace, service)) return
    yield {
      values: { subject: keyOf(slice), service },
      evidence: [
        field(slice, `metadata.labels['${SERVICE_NAME_LABEL}']`, service),
        field(slice, 'metadata.ownerReferences', ownerReferences),
        absence(objectKey('Service', namespace, service)),
      ],
    }
  },
})

const truncated = defineRule({
  id: 'EPS-006',
  group: 'endpoint-slice',
  severity: 'warning',
  title: 'An Endpoints object is truncated',
  description:
    'The annotation `endpoints.kubernetes.io/over-capacity` says `truncated`: there are more than 1,000 addresses.',
  subjects: ['Endpoints'],
  inputs: [],
  messages: { default: '{subject} holds only {count} addresses of more' },
  hint: 'Let its readers read EndpointSlices.',
  *evaluate(endpoints) {
    const state = endpoints.metadata.annotations[OVER_CAPACITY_ANNOTATION]
    if (state !== 'truncated') return
    const count = endpoints.subsets.reduce(
      (sum, { addresses, notReadyAddresses }) => sum + addresses.length + notReadyAddresses.length,
      0,
    )
    yield {
      values: { subject: keyOf(endpoints), count },
      evidence: [field(endpoints, `metadata.annotations['${OVER_CAPACITY_ANNOTATION}']`, state)],
    }
  },
})

const namesInSlice = defineRule({
  id: 'EPS-009',
  group: 'endpoint-slice',
  severity: 'info',
  title: 'A slice holds DNS names',
  description: 'The `addressType` of a slice is FQDN, which is deprecated and which kube-proxy ignores.',
  subjects: ['EndpointSlice'],
  inputs: [],
  messages: { default: '{subject} holds DNS names, which kube-proxy ignores' },
  hint: 'Use an ExternalName Service, or slices with IP addresses.',
  *evaluate(slice) {
    if (slice.addressType !== 'FQDN') return
    yield { values: { subject: keyOf(slice) }, evidence: [field(slice, 'addressType', 'FQDN')] }
  },
})

const sliceOfNobody = defineRule({
  id: 'EPS-010',
  group: 'endpoint-slice',
  severity: 'warning',
  title: 'A slice belongs to no Service',
  description:
    'A slice has no label `kubernetes.io/service-name`: no consumer sees it, whatever its name. Slices that are imported from ' +
    'another cluster carry another label and do not count.',
  subjects: ['EndpointSlice'],
  inputs: [],
  messages: { default: '{subject} names no Service: nobody reads it' },
  hint: 'Add the label with the name of the Service.',
  *evaluate(slice) {
    const { labels } = slice.metadata
    if (labels[SERVICE_NAME_LABEL] || labels[IMPORTED_LABEL]) return
    const evidence = [field(slice, `metadata.labels['${SERVICE_NAME_LABEL}']`, null)]
    yield { values: { subject: keyOf(slice) }, evidence }
  },
})

/** Endpoints with the Pod they lead to and the Service they are of, for those that the EndpointSlice controller judges. */
function* judged(slice: EndpointSlice, view: RuleView): IterableIterator<{ endpoint: Endpoint; pod: Pod }> {
  const name = slice.metadata.labels[SERVICE_NAME_LABEL]
  const service = name === undefined ? undefined : view.find('Service', slice.metadata.namespace, name)
  if (!service || service.spec.publishNotReadyAddresses) return
  for (const { endpoint, uid } of podTargets(slice)) {
    const pod = view.byUid('Pod', uid)
    if (pod && !isTerminal(pod)) yield { endpoint, pod }
  }
}

function disagreement(slice: EndpointSlice, { endpoint, pod }: { endpoint: Endpoint; pod: Pod }) {
  const address = endpoint.addresses[0] ?? ''
  return {
    about: pod.metadata.uid,
    values: { address, subject: keyOf(slice), pod: pod.metadata.name },
    evidence: [
      field(slice, `endpoints[${address}].conditions`, endpoint.conditions),
      field(
        pod,
        'status.conditions[Ready]',
        pod.status.conditions.find(({ type }) => type === 'Ready'),
      ),
    ].slice(0, MOST_EVIDENCE),
    command: stateOf(slice, pod.metadata.name),
  }
}

const readyTooLong = defineRule({
  id: 'EPS-011',
  group: 'endpoint-slice',
  severity: 'warning',
  title: 'An endpoint is ready although its Pod is not',
  description:
    'An endpoint has been ready for more than ten seconds while its Pod is not Ready, in a Service that does not publish such ' +
    'Pods.',
  subjects: ['EndpointSlice'],
  inputs: ['Pod', 'Service'],
  holdsForMs: 10_000,
  messages: { default: 'Endpoint {address} of {subject} is ready, and its Pod {pod} is not' },
  hint: 'The EndpointSlice controller lags: see the controller manager.',
  *evaluate(slice, view) {
    for (const one of judged(slice, view)) {
      if (isReady(one.endpoint) && !isPodReady(one.pod)) yield disagreement(slice, one)
    }
  },
})

const unreadyTooLong = defineRule({
  id: 'EPS-012',
  group: 'endpoint-slice',
  severity: 'warning',
  title: 'An endpoint is not ready although its Pod is',
  description: 'A Pod has been Ready for more than ten seconds, and its endpoint is neither ready nor terminating.',
  subjects: ['EndpointSlice'],
  inputs: ['Pod', 'Service'],
  holdsForMs: 10_000,
  messages: { default: 'Pod {pod} is Ready, and its endpoint {address} of {subject} is not' },
  hint: 'The EndpointSlice controller lags: see the controller manager.',
  *evaluate(slice, view) {
    for (const one of judged(slice, view)) {
      const isLeaving = isTerminating(one.endpoint) || one.pod.metadata.deletionTimestamp !== undefined
      if (isPodReady(one.pod) && !isReady(one.endpoint) && !isLeaving) yield disagreement(slice, one)
    }
  },
})

/** What single slices, and Endpoints objects, say. */
export const SLICE_RULES: readonly Rule[] = [
  staleTarget,
  orphanSlice,
  truncated,
  namesInSlice,
  sliceOfNobody,
  readyTooLong,
  unreadyTooLong,
]
