import { serviceOfSlice } from '../endpoints/slice-service.ts'
import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import { isEqualJson } from '../json-value.ts'
import type { EndpointSlice } from '../kubernetes/endpoint-slice.ts'
import type { Pod } from '../kubernetes/pod.ts'
import type { ReferenceGrant } from '../kubernetes/reference-grant.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { backendServices, isRouteSource, ROUTE_KINDS } from '../topology/backend-services.ts'
import { isMatchedBy, isWorkload, wantedPods } from './matching-workloads.ts'

type Labels = Readonly<Record<string, string>>

/**
 * Which Services' summaries one change can alter, as `namespace/name`, ascending; they need not exist.
 *
 * A Pod that keeps its labels alters none, which is almost every change; else the cost is at most a look at the Services and
 * slices of one namespace. Not told: a change of visibility is no change of the log, and can alter every summary of its scope.
 *
 * @param applied what `Snapshot.apply` answered
 * @param snapshot after the change
 */
export function affectedServices({ before, after }: Versions, snapshot: Snapshot): string[] {
  const services = new Set<string>()
  for (const version of [before, after]) {
    if (version) for (const service of servicesOf(version, { before, after }, snapshot)) services.add(service)
  }
  return [...services].sort()
}

type Versions = Pick<AppliedChange, 'before' | 'after'>

/** The Services that one version of the changed object says something of. */
function servicesOf(version: WatchedObject, versions: Versions, snapshot: Snapshot): Iterable<string> {
  if (isRouteSource(version)) return backendServices(version)
  if (isWorkload(version)) {
    return isSameWorkload(versions)
      ? []
      : selecting(version.metadata.namespace, version.derived.templateLabels, snapshot)
  }
  switch (version.kind) {
    case 'Service':
      return [`${version.metadata.namespace}/${version.metadata.name}`]
    case 'EndpointSlice':
      return ofSlice(version)
    case 'Pod':
      return isSamePod(versions) ? [] : servicesOfPod(version, snapshot)
    case 'ReferenceGrant':
      return servicesBehindGrant(version, snapshot)
    default:
      return []
  }
}

/** Whether a Pod asks for the same Services as before, and has the same revision. */
function isSamePod({ before, after }: Versions): boolean {
  return isEqualJson(before?.metadata.labels, after?.metadata.labels)
}

/** Whether as many Pods with the same labels are wanted as before. A ReplicaSet that is adopted no longer wants any itself. */
function isSameWorkload({ before, after }: Versions): boolean {
  if (!before || !after || !isWorkload(before) || !isWorkload(after)) return false
  const isSameTemplate = isEqualJson(before.derived.templateLabels, after.derived.templateLabels)
  return isSameTemplate && wantedPods(before) === wantedPods(after)
}

/** Those that select it, and those whose slices hold it: its revision is told there. */
function* servicesOfPod({ metadata }: Pod, snapshot: Snapshot): IterableIterator<string> {
  yield* selecting(metadata.namespace, metadata.labels, snapshot)
  for (const slice of snapshot.ofKind('EndpointSlice', metadata.namespace)) {
    if (slice.endpoints.some(({ targetRef }) => targetRef?.uid === metadata.uid)) yield* ofSlice(slice)
  }
}

function* selecting(namespace: string | undefined, labels: Labels, snapshot: Snapshot): IterableIterator<string> {
  for (const { metadata, spec } of snapshot.ofKind('Service', namespace)) {
    if (isMatchedBy(labels, spec.selector)) yield `${namespace}/${metadata.name}`
  }
}

/** Services of the grant's namespace that routes of the granted namespaces name. */
function* servicesBehindGrant({ metadata, spec }: ReferenceGrant, snapshot: Snapshot): IterableIterator<string> {
  for (const namespace of new Set(spec.from.map((from) => from.namespace))) {
    for (const kind of ROUTE_KINDS) {
      for (const route of snapshot.ofKind(kind, namespace)) {
        for (const service of backendServices(route)) if (service.startsWith(`${metadata.namespace}/`)) yield service
      }
    }
  }
}

function ofSlice(slice: EndpointSlice): string[] {
  const service = serviceOfSlice(slice)
  return service === undefined ? [] : [service]
}
