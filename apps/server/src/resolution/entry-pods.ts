import {
  controllerStrings,
  keyOf,
  type ObjectKey,
  type Pod,
  parseObjectKey,
  type Snapshot,
  type TrafficEntry,
} from '@portolan/domain'

/** Pods of one entry differ by node and address only: a few tell what policies say of all. */
const MAX_PODS = 5

/**
 * Running Pods of whoever answers: of the workloads that answer to the controller string of its classes, or those that carry
 * the name of its Gateway. A few at most; none where nobody is recognised.
 *
 * Source: label `gateway.networking.k8s.io/gateway-name` of GEP-1762, rule D.2.
 */
export function entryPods(snapshot: Snapshot, { classes, gateway }: TrafficEntry): readonly Pod[] {
  const pods = gateway === undefined ? ofClasses(snapshot, classes) : ofGateway(snapshot, gateway)
  return pods.filter(isRunning).slice(0, MAX_PODS)
}

function ofClasses(snapshot: Snapshot, classes: readonly string[]): readonly Pod[] {
  const controllers = new Set(
    classes.flatMap((name) => snapshot.find('IngressClass', undefined, name)?.spec.controller ?? []),
  )
  const workloads = [...snapshot.ingressControllers()].filter((object) => object.kind !== 'Pod')
  return workloads
    .filter((workload) => controllerStrings(workload).some((controller) => controllers.has(controller)))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .flatMap(({ derived, metadata }) => snapshot.podsSelectedBy(metadata.namespace ?? '', derived.templateLabels))
}

function ofGateway(snapshot: Snapshot, gateway: ObjectKey): readonly Pod[] {
  const { namespace = '', name = '' } = parseObjectKey(gateway) ?? {}
  return snapshot.podsSelectedBy(namespace, { 'gateway.networking.k8s.io/gateway-name': name })
}

function isRunning({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp === undefined && status.phase === 'Running'
}
