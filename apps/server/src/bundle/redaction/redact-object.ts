import type { FieldManager, WatchedObject } from '@portolan/domain'
import type { Pseudonyms } from './pseudonyms.ts'
import { redactKey, redactText, redactUid } from './redact-text.ts'

/** Kept as they are: times, versions, amounts, and what names software rather than anything of the cluster's owner. */
const KEPT_FIELDS: ReadonlySet<string> = new Set([
  'averageValue',
  'backendRequest',
  'containerRuntimeVersion',
  'controller',
  'controllerName',
  'creationTimestamp',
  'deletionTimestamp',
  'eventTime',
  'finishedAt',
  'firstTimestamp',
  'kubeletVersion',
  'lastObservedTime',
  'lastScaleTime',
  'lastTimestamp',
  'lastTransitionTime',
  'lastUpdateTime',
  'maxSurge',
  'maxUnavailable',
  'minAvailable',
  'operation',
  'request',
  'restartedAt',
  'scheme',
  'startTime',
  'startedAt',
  'subresource',
  'templateFingerprint',
  'time',
  'timeAdded',
])

/** Kept where the group is one of Kubernetes: `apps/v1`, `networking.k8s.io`. */
const GROUP_FIELDS: ReadonlySet<string> = new Set(['apiGroup', 'apiVersion', 'group'])
const KUBERNETES_GROUP = /^(?:(?:[a-z0-9-]+\.)*k8s\.io|[a-z]*)(?:\/v[a-z0-9]+)?$|^v[a-z0-9]+$/

/** Kept where they hold a word of the API's own: `Running`, `TCP`, `ClusterIP`. */
const VOCABULARY_FIELDS: ReadonlySet<string> = new Set([
  'addressType',
  'conditionType',
  'effect',
  'error',
  'externalTrafficPolicy',
  'from',
  'internalTrafficPolicy',
  'ipFamilies',
  'ipFamilyPolicy',
  'ipMode',
  'kind',
  'method',
  'mode',
  'operator',
  'pathType',
  'phase',
  'podManagementPolicy',
  'policyTypes',
  'protocol',
  'qosClass',
  'reason',
  'restartPolicy',
  'scope',
  'sessionAffinity',
  'status',
  'trafficDistribution',
  'type',
  'unhealthyPodEvictionPolicy',
])
const VOCABULARY = /^[A-Z][A-Za-z0-9]*$/
/** `SERVICE` could be anybody's; these are HTTP's. */
const HTTP_METHOD = /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH)$/

/** Sentences of others: a word in them may be any name, so all of it becomes one word. */
const SENTENCES: ReadonlySet<string> = new Set(['description', 'message'])
/** Programs that are in every cluster; others may be somebody's own. */
const WRITERS: ReadonlySet<string> = new Set([
  'cloud-controller-manager',
  'default-scheduler',
  'deployment-controller',
  'endpointslice-controller',
  'helm',
  'kube-controller-manager',
  'kube-scheduler',
  'kubectl',
  'kubectl-client-side-apply',
  'kubectl-edit',
  'kubectl-patch',
  'kubectl-rollout',
  'kubectl-scale',
  'kubelet',
  'replicaset-controller',
  'statefulset-controller',
])
const WRITER_FIELDS: ReadonlySet<string> = new Set(['component', 'manager', 'reportingComponent'])

/** Members whose names are labels' keys. */
const LABEL_FIELDS: ReadonlySet<string> = new Set([
  'labels',
  'matchLabels',
  'nodeSelector',
  'selector',
  'templateLabels',
])
/** The value names a controller of Kubernetes. */
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by'
const KEY_FIELDS: ReadonlySet<string> = new Set(['key', 'otherAnnotations'])

/**
 * The object with pseudonyms in place of everything that is not known to name nothing: a field this list does not know is
 * replaced.
 */
export function redactObject<Kept extends WatchedObject>(object: Kept, pseudonyms: Pseudonyms): Kept {
  return redactMembers(object, pseudonyms) as unknown as Kept
}

/** Who wrote a change. */
export function redactWriter(writer: FieldManager, pseudonyms: Pseudonyms): FieldManager {
  return redactMembers(writer, pseudonyms) as unknown as FieldManager
}

function redactMembers(value: object, pseudonyms: Pseudonyms): Record<string, unknown> {
  const members = Object.entries(value)
  return Object.fromEntries(members.map(([field, member]) => [field, redactValue(member, field, pseudonyms)]))
}

function redactValue(value: unknown, field: string, pseudonyms: Pseudonyms): unknown {
  if (typeof value === 'string') return redactString(value, field, pseudonyms)
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item, field, pseudonyms))
  if (typeof value !== 'object' || value === null) return value
  if (field === 'annotations')
    return redactMap(
      value,
      (key) => key,
      (text) => redactAnnotation(text, pseudonyms),
    )
  if (field === 'controllerFlags')
    return redactMap(
      value,
      (key) => key,
      (text, key) => redactFlag(key, text, pseudonyms),
    )
  if (field === 'images')
    return redactMap(
      value,
      (key) => redactText(key, pseudonyms),
      (text) => redactText(text, pseudonyms),
    )
  if (LABEL_FIELDS.has(field) && !('matchLabels' in value)) {
    return redactMap(
      value,
      (key) => redactKey(key, pseudonyms),
      (text, key) => (key === MANAGED_BY ? text : redactText(text, pseudonyms)),
    )
  }
  return redactMembers(value, pseudonyms)
}

function redactMap(
  map: object,
  redactName: (key: string) => string,
  redactContent: (text: string, key: string) => string,
): Record<string, string> {
  const entries = Object.entries(map as Record<string, string>)
  return Object.fromEntries(entries.map(([key, text]) => [redactName(key), redactContent(text, key)]))
}

function redactString(text: string, field: string, pseudonyms: Pseudonyms): string {
  if (KEPT_FIELDS.has(field)) return text
  if (GROUP_FIELDS.has(field) && KUBERNETES_GROUP.test(text)) return text
  if (field === 'uid') return redactUid(text, pseudonyms)
  if (KEY_FIELDS.has(field)) return redactKey(text, pseudonyms)
  if (SENTENCES.has(field)) return text === '' ? text : pseudonyms.word(text)
  if (WRITER_FIELDS.has(field) && WRITERS.has(text)) return text
  const isVocabulary = field === 'method' ? HTTP_METHOD.test(text) : VOCABULARY.test(text)
  return VOCABULARY_FIELDS.has(field) && isVocabulary ? text : redactText(text, pseudonyms)
}

/** Of what is kept of annotations numbers are weights, counts and switches. */
function redactAnnotation(text: string, pseudonyms: Pseudonyms): string {
  return /^\d+$/.test(text) ? text : redactText(text, pseudonyms)
}

/** Which class of controllers it is stays as it is in the classes themselves; where a Pod's own names go is said as ever. */
function redactFlag(flag: string, text: string, pseudonyms: Pseudonyms): string {
  if (flag === '--controller-class' || /^\d+$/.test(text)) return text
  const pieces = text.split(/(\$\(POD_(?:NAMESPACE|NAME)\))/)
  return pieces.map((piece, index) => (index % 2 === 1 ? piece : redactText(piece, pseudonyms))).join('')
}
