import {
  controllerStrings,
  hasLabels,
  keyOf,
  type ObjectKey,
  type Pod,
  parseObjectKey,
  type Snapshot,
  type TrafficEntry,
} from '@portolan/domain'

/** Pods of one entry differ by node and address only: a few tell what policies say of all. */
const MAX_PODS = 5

/** Which Pods run an entry: those of a namespace that carry all of some labels. */
export interface EntrySelector {
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
}

/** Running Pods of whoever answers. A few at most; none where nobody is recognised. */
export function entryPods(snapshot: Snapshot, entry: TrafficEntry): readonly Pod[] {
  const pods = entrySelectors(snapshot, entry).flatMap(({ namespace, labels }) =>
    snapshot.podsSelectedBy(namespace, labels),
  )
  return pods.filter(isRunning).slice(0, MAX_PODS)
}

/**
 * What selects the Pods of whoever answers: those of the workloads that answer to the controller string of its classes, or those
 * that carry the name of its Gateway.
 *
 * Source: label `gateway.networking.k8s.io/gateway-name` of GEP-1762, rule D.2.
 */
export function entrySelectors(snapshot: Snapshot, { classes, gateway }: TrafficEntry): readonly EntrySelector[] {
  return gateway === undefined ? ofClasses(snapshot, classes) : [ofGateway(gateway)]
}

/** Whether a selector selects a Pod; one without labels selects none. */
export function isSelectedAsEntry(pod: Pod['metadata'], { namespace, labels }: EntrySelector): boolean {
  return pod.namespace === namespace && Object.keys(labels).length > 0 && hasLabels(pod.labels, labels)
}

function ofClasses(snapshot: Snapshot, classes: readonly string[]): readonly EntrySelector[] {
  const controllers = new Set(
    classes.flatMap((name) => snapshot.find('IngressClass', undefined, name)?.spec.controller ?? []),
  )
  const workloads = [...snapshot.ingressControllers()].filter((object) => object.kind !== 'Pod')
  return workloads
    .filter((workload) => controllerStrings(workload).some((controller) => controllers.has(controller)))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .map(({ derived, metadata }) => ({ namespace: metadata.namespace ?? '', labels: derived.templateLabels }))
}

function ofGateway(gateway: ObjectKey): EntrySelector {
  const { namespace = '', name = '' } = parseObjectKey(gateway) ?? {}
  return { namespace, labels: { 'gateway.networking.k8s.io/gateway-name': name } }
}

function isRunning({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp === undefined && status.phase === 'Running'
}
