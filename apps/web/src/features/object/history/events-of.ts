import type { KubernetesEvent } from '@portolan/domain'
import type { ObjectIdentity } from '../object-url.ts'

/** KubernetesEvents about one object, the newest first. Those about others that have its name in theirs are left out. */
export function eventsOf(
  events: readonly KubernetesEvent[],
  { kind, namespace, name }: ObjectIdentity,
): KubernetesEvent[] {
  return events
    .filter(
      ({ involvedObject }) =>
        involvedObject.kind === kind && involvedObject.name === name && (involvedObject.namespace ?? '-') === namespace,
    )
    .sort((a, b) => timesOf(b).last - timesOf(a).last || (a.metadata.name < b.metadata.name ? -1 : 1))
}

/** When a KubernetesEvent was last seen, epoch ms, and how often: writers of the newer API and of the older one say it differently. */
export function timesOf({ series, lastTimestamp, eventTime, firstTimestamp, metadata, count = 1 }: KubernetesEvent): {
  readonly last: number
  readonly count: number
} {
  const last = series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? firstTimestamp ?? metadata.creationTimestamp
  return { last: Date.parse(last), count: series?.count ?? count }
}
