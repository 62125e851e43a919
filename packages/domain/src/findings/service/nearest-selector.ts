import { keyOf, type ObjectKey } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { isPodReady } from '../../kubernetes/pod-ready.ts'
import type { Service } from '../../kubernetes/service.ts'
import { declaredPorts } from '../../kubernetes/target-port.ts'
import { isWorkload, type Workload } from '../../services/matching-workloads.ts'
import { compareText } from '../../text-order.ts'
import type { Gathering, RuleView } from '../rule-view.ts'
import { similarity } from '../similarity.ts'

type Labels = Readonly<Record<string, string>>

/** What a Service was perhaps meant to select. */
export interface SelectorSuggestion {
  /** The workload or Pod with those labels. */
  readonly object: ObjectKey
  /** At least 0.25; a heuristic (rule G.9). */
  readonly score: number
  readonly selector: Labels
  /** `change nginx-label: nginx01 to app: nginx`. */
  readonly difference: string
  /** How many Ready Pods the selector would select. */
  readonly readyPods: number
}

/** A set of labels that Pods of a namespace have. */
interface Candidate {
  readonly object: ObjectKey
  readonly labels: Labels
  /** The labels its owner tells its Pods by: what a selector had best use. */
  readonly own: Labels
  readonly workload: string
  readonly createdAt: number
  readonly ports: readonly { readonly name: string; readonly number: number }[]
}

const LEAST_SCORE = 0.25
const MOST_SUGGESTIONS = 3
/** Beyond, the nearest are sought among the first: a suggestion, never a proof. */
const MOST_CANDIDATES = 500
const TOGETHER_MS = 600_000

/** Labels that tell Pods of one workload or Job apart, or its revisions: nobody selects by them. */
const OF_ONE_POD: ReadonlySet<string> = new Set([
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-revision-hash',
  'controller-uid',
  'job-name',
  'pod-template-generation',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
])

/** The distinct label sets of each namespace: of templates first, then of Pods that have others. */
export const LABEL_SETS: Gathering<Candidate, 'DaemonSet' | 'Deployment' | 'Pod' | 'ReplicaSet' | 'StatefulSet'> = {
  name: 'label sets of namespace',
  kinds: ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod'],
  tell(object) {
    if (object.kind !== 'Pod' && !isWorkload(object)) return undefined
    const value = object.kind === 'Pod' ? candidateOfPod(object) : candidateOf(object)
    const identity = JSON.stringify(Object.entries(value.labels).sort())
    return { place: object.metadata.namespace ?? '', identity, value }
  },
}

function candidateOfPod(pod: Pod): Candidate {
  const { creationTimestamp, labels, name, ownerReferences } = pod.metadata
  const shared = sharedLabels(labels)
  const owner = ownerReferences.find(({ controller }) => controller)?.name ?? name
  return {
    object: keyOf(pod),
    labels: shared,
    own: shared,
    workload: withoutEnd(owner, `-${labels['pod-template-hash']}`),
    createdAt: Date.parse(creationTimestamp),
    ports: declaredPorts(pod).map(({ containerPort, name: port = '' }) => ({ name: port, number: containerPort })),
  }
}

const withoutEnd = (text: string, end: string): string => (text.endsWith(end) ? text.slice(0, -end.length) : text)

function candidateOf(workload: Workload): Candidate {
  const { derived, metadata, spec } = workload
  const labels = sharedLabels(derived.templateLabels)
  const { matchLabels } = spec.selector
  return {
    object: keyOf(workload),
    labels,
    own: Object.keys(matchLabels).length > 0 ? sharedLabels(matchLabels) : labels,
    workload: metadata.name,
    createdAt: Date.parse(metadata.creationTimestamp),
    ports: derived.templatePorts.map(({ containerPort, name = '' }) => ({ name, number: containerPort })),
  }
}

/** Without the labels that tell one Pod of a workload from the next. */
export function sharedLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !OF_ONE_POD.has(key)))
}

/**
 * Up to three label sets that the selector of a Service may have been meant for, best first.
 * Source: rule G.9, a heuristic of our own.
 */
export function nearestSelectors(service: Service, view: RuleView): SelectorSuggestion[] {
  const namespace = service.metadata.namespace ?? ''
  const scored = view
    .gathered(LABEL_SETS, namespace)
    .slice(0, MOST_CANDIDATES)
    .map((candidate) => ({ candidate, score: scoreOf(service, candidate) }))
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score || compareText(a.candidate.object, b.candidate.object))
  return scored.slice(0, MOST_SUGGESTIONS).map(({ candidate, score }) => {
    const selector = suggestedSelector(service.spec.selector, candidate)
    return {
      object: candidate.object,
      score: Math.round(score * 100) / 100,
      selector,
      difference: differenceText(service.spec.selector, selector),
      readyPods: view.podsSelectedBy(namespace, selector).filter(isPodReady).length,
    }
  })
}

function scoreOf({ metadata, spec }: Service, { createdAt, labels, ports, workload }: Candidate): number {
  const pairs = Object.entries(spec.selector)
  const matched = pairs.reduce((sum, [key, value]) => sum + pairScore(key, value, labels), 0) / pairs.length
  const hasPort = spec.ports.some(({ targetPort }) =>
    ports.some(({ name, number }) => targetPort === (typeof targetPort === 'number' ? number : name)),
  )
  const isTogether = Math.abs(createdAt - Date.parse(metadata.creationTimestamp)) <= TOGETHER_MS
  return matched + (hasPort ? 0.2 : 0) + 0.15 * similarity(metadata.name, workload) + (isTogether ? 0.1 : 0)
}

function pairScore(key: string, value: string, labels: Labels): number {
  const own = labels[key]
  if (own !== undefined) return own === value ? 1 : 0.6 * similarity(value, own)
  const keys = keysWith(value, labels)
  return 0.5 * Math.max(0, ...keys.map((other) => similarity(key, other)))
}

const keysWith = (value: string, labels: Labels): string[] => Object.keys(labels).filter((key) => labels[key] === value)

/** Each pair mended as the candidate has it; where one cannot be, the candidate's own labels take its place. */
function suggestedSelector(selector: Labels, { labels, own }: Candidate): Labels {
  const suggested: Record<string, string> = {}
  for (const [key, value] of Object.entries(selector)) {
    const [other] = keysWith(value, labels).sort((a, b) => similarity(key, b) - similarity(key, a))
    const mended = labels[key] === undefined ? other : key
    if (mended === undefined) Object.assign(suggested, own)
    else suggested[mended] = labels[mended] ?? value
  }
  return suggested
}

function differenceText(selector: Labels, suggested: Labels): string {
  const removed = pairsText(selector, suggested)
  const added = pairsText(suggested, selector)
  if (added === '') return `remove ${removed}`
  return removed === '' ? `add ${added}` : `change ${removed} to ${added}`
}

/** The pairs of one that the other does not have. */
function pairsText(labels: Labels, others: Labels): string {
  const pairs = Object.entries(labels).filter(([key, value]) => others[key] !== value)
  return pairs.map(([key, value]) => `${key}: ${value}`).join(', ')
}
