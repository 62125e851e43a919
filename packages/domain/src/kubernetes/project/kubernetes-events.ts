import type { InvolvedObject, KubernetesEvent } from '../kubernetes-event.ts'
import type { MetadataPolicy } from './metadata.ts'
import type { Common } from './projection.ts'
import { count, kept, optionalRecord, positive, type Raw, record, text } from './raw.ts'
import { redacted } from './redacted.ts'

/** Characters: what the API itself allows. Probe failures embed what the probe printed (rule C.4). */
const LONGEST_MESSAGE = 1024

export const EVENT_METADATA: MetadataPolicy = { labels: [] }

export function projectKubernetesEvent(raw: Raw, { apiVersion, metadata }: Common): KubernetesEvent {
  const { component, host } = record(raw.source)
  return kept<KubernetesEvent>({
    apiVersion,
    count: positive(raw.count),
    eventTime: text(raw.eventTime),
    firstTimestamp: text(raw.firstTimestamp),
    involvedObject: projectInvolved(record(raw.involvedObject)),
    kind: 'Event',
    lastTimestamp: text(raw.lastTimestamp),
    message: redacted(text(raw.message) ?? '', LONGEST_MESSAGE),
    metadata,
    reason: text(raw.reason) ?? '',
    reportingComponent: text(raw.reportingComponent),
    series: projectSeries(raw.series),
    source: kept<KubernetesEvent['source']>({ component: text(component), host: text(host) }),
    type: text(raw.type) ?? '',
  })
}

function projectInvolved(involved: Raw): InvolvedObject {
  return kept<InvolvedObject>({
    fieldPath: text(involved.fieldPath),
    kind: text(involved.kind) ?? '',
    name: text(involved.name) ?? '',
    namespace: text(involved.namespace),
    uid: text(involved.uid),
  })
}

function projectSeries(value: unknown): KubernetesEvent['series'] {
  const series = optionalRecord(value)
  if (series === undefined) return undefined
  return kept<NonNullable<KubernetesEvent['series']>>({
    count: count(series.count),
    lastObservedTime: text(series.lastObservedTime),
  })
}
