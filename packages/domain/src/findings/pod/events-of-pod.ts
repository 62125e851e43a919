import { timeOf } from '../../kubernetes/api-time.ts'
import type { KubernetesEvent } from '../../kubernetes/kubernetes-event.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { field } from '../evidence.ts'
import type { Evidence } from '../finding.ts'
import { EVENTS_OF_OBJECT } from '../lookups.ts'
import type { RuleView } from '../rule-view.ts'

/** The Events of one container with a reason whose message begins so, whatever its case; of the whole Pod without a container. */
export function eventsOf(
  pod: Pod,
  { reason, container, begins = '' }: { reason: string; container?: string; begins?: string },
  view: RuleView,
): readonly KubernetesEvent[] {
  return view
    .lookup(EVENTS_OF_OBJECT, keyOf(pod))
    .filter(
      (event) =>
        event.reason === reason &&
        (event.involvedObject.uid ?? pod.metadata.uid) === pod.metadata.uid &&
        event.message.toLowerCase().startsWith(begins) &&
        isAbout(event, container),
    )
}

/** `spec.containers{web}` is how the kubelet names a container. */
function isAbout({ involvedObject: { fieldPath } }: KubernetesEvent, container: string | undefined): boolean {
  return container === undefined || fieldPath === undefined || fieldPath.endsWith(`{${container}}`)
}

/** When an Event was told first and last, epoch ms; `undefined` where it has no time. */
export function timesOf(event: KubernetesEvent): { readonly first: number; readonly last: number } | undefined {
  const first = event.firstTimestamp ?? event.eventTime
  if (first === undefined) return undefined
  const last = event.lastTimestamp ?? event.series?.lastObservedTime ?? first
  return { first: timeOf(first).ms, last: timeOf(last).ms }
}

/** What the newest of some Events says. */
export function messageEvidence(events: readonly KubernetesEvent[]): Evidence[] {
  const sorted = [...events].sort((a, b) => (timesOf(a)?.last ?? 0) - (timesOf(b)?.last ?? 0))
  return sorted.slice(-1).map((event) => field(event, 'message', event.message))
}
