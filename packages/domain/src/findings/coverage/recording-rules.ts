import type { Gap, GapReason } from '../../history/gap.ts'
import type { Namespace } from '../../kubernetes/namespace.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { WatchedKind } from '../../kubernetes/resources.ts'
import { durationText } from '../../rollouts/time-text.ts'
import { field, MOST_EVIDENCE } from '../evidence.ts'
import { median } from '../median.ts'
import { defineRule, type Rule } from '../rule.ts'
import { isOfCluster } from './cluster-subject.ts'

/** What measures of rollouts and churn are computed from (domain rules F.6 and H). */
const MEASURED_KINDS: ReadonlySet<WatchedKind> = new Set([
  'DaemonSet',
  'Deployment',
  'EndpointSlice',
  'Pod',
  'ReplicaSet',
  'Service',
  'StatefulSet',
])

const GAP_REASON_WORDS: Readonly<Record<GapReason, string>> = {
  expired: 'the API server no longer kept them',
  restarted: 'Portolan was not running',
  epoch: 'the cluster was restored or replaced',
  denied: 'permission was taken away',
  absent: 'its API group was gone',
  unrecorded: 'they could not be written to disk',
}

/** The longest stretch that measures are shown for by default. */
const MEASURED_MS = 3_600_000

const gapInMeasures = defineRule({
  id: 'COV-002',
  group: 'coverage',
  severity: 'warning',
  title: 'Nothing was seen for a while',
  description:
    'Within the last hour, changes of a kind that measures are computed from may have happened unseen: in one namespace, told of ' +
    'it, or in the whole cluster, told of namespace kube-system.',
  subjects: ['Namespace'],
  inputs: [],
  history: ['gaps'],
  holdsForMs: 0,
  messages: {
    default:
      'Changes of {kind} in {place} were not seen for {duration} ({reason}): measures over that time are not whole',
    lasts: 'Changes of {kind} in {place} are not seen ({reason}): measures over this time are not whole',
    cluster:
      'Changes of {kind} in the cluster were not seen for {duration} ({reason}): measures over that time are not whole',
    'cluster-lasts': 'Changes of {kind} in the cluster are not seen ({reason}): measures over this time are not whole',
  },
  words: { reason: GAP_REASON_WORDS },
  hint: 'See why the watch was interrupted; what happened meanwhile is known by its result alone.',
  *evaluate(namespace, view) {
    const gaps = view.history.gaps?.() ?? []
    for (const gap of gaps) {
      if (!MEASURED_KINDS.has(gap.kind) || !isToldOf(namespace, gap)) continue
      const { from, kind, reason, to } = gap
      yield {
        about: `${kind} ${from}`,
        variant: variantOf(gap),
        values: { kind, place: keyOf(namespace), duration: durationText((to ?? from) - from), reason },
        evidence: [field(namespace, `gap of ${kind}`, { from, to: to ?? null, reason })],
        heldSince: from,
        ...(to !== undefined && { until: to + MEASURED_MS }),
      }
    }
  },
})

function variantOf({ namespace, to }: Gap): string {
  if (namespace === undefined) return to === undefined ? 'cluster-lasts' : 'cluster'
  return to === undefined ? 'lasts' : 'default'
}

function isToldOf(namespace: Namespace, gap: Gap): boolean {
  return gap.namespace === undefined ? isOfCluster(namespace) : gap.namespace === namespace.metadata.name
}

/** A clock is suspected where so many Pods were Ready, by their node, so long before they were. */
const LEAST_SAMPLES = 3
const SKEW_MS = 1_000

const clockSkew = defineRule({
  id: 'COV-003',
  group: 'coverage',
  severity: 'warning',
  title: "A node's clock seems to be wrong",
  description:
    'At least three Pods of a Node were told to be Ready more than a second before, by the clock of the node, they became so: its ' +
    'clock is ahead of ours (rule F.7).',
  subjects: ['Node'],
  inputs: [],
  history: ['readyLags'],
  messages: { default: 'The clock of {subject} seems to be at least {duration} ahead of ours' },
  hint: 'Synchronise the clock of the node. Durations that are measured with it are too long or too short by as much.',
  *evaluate(node, view) {
    const lags = view.history.readyLags?.(node.metadata.name) ?? []
    const ahead = lags.filter((lag) => lag < -SKEW_MS)
    if (ahead.length < LEAST_SAMPLES) return
    yield {
      values: { subject: keyOf(node), duration: durationText(-median(ahead)) },
      evidence: [field(node, 'told less Ready, in ms', ahead.slice(0, MOST_EVIDENCE))],
      confidence: 'inferred',
    }
  },
})

const silentWatch = defineRule({
  id: 'COV-004',
  group: 'coverage',
  severity: 'warning',
  title: 'A watch is silent',
  description:
    'The API server sends bookmarks about once a minute for a kind, and the last one is older than three minutes: what is shown ' +
    'of it may be old. Told of namespace kube-system.',
  subjects: ['Namespace'],
  inputs: [],
  history: ['silentWatches'],
  holdsForMs: 0,
  messages: { default: 'The watch of {kind} has been silent since {since}' },
  hint: 'See the connection to the API server, and the server itself.',
  *evaluate(namespace, view) {
    if (!isOfCluster(namespace)) return
    for (const { kind, lastBookmarkAt } of view.history.silentWatches?.() ?? []) {
      yield {
        about: kind,
        values: { kind, since: new Date(lastBookmarkAt).toISOString() },
        evidence: [{ object: objectKey(kind, undefined, '*'), path: 'last bookmark', value: lastBookmarkAt }],
        heldSince: lastBookmarkAt,
      }
    }
  },
})

/** What the recording says of itself. */
export const RECORDING_RULES: readonly Rule[] = [gapInMeasures, clockSkew, silentWatch]
