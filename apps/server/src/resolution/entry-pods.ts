import { type ObjectKey, type Pod, parseObjectKey, type Snapshot, type TrafficEntry } from '@portolan/domain'
import type { ControllerWorkloads } from './controller-workloads.ts'

/** Pods of one entry differ by node and address only: a few tell what policies say of all. */
const MAX_PODS = 5

/**
 * Running Pods of whoever answers: of the workloads that answer to the controller string of its classes, or those that carry
 * the name of its Gateway. A few at most; none where nobody is recognised.
 *
 * Source: label `gateway.networking.k8s.io/gateway-name` of GEP-1762, rule D.2.
 */
export function entryPods(
  snapshot: Snapshot,
  { classes, gateway }: TrafficEntry,
  workloads: ControllerWorkloads,
): readonly Pod[] {
  const keys = new Set(classes.flatMap((name) => workloads.of(snapshot).get(controllerOf(snapshot, name)) ?? []))
  const pods = gateway === undefined ? [...keys].flatMap((key) => podsOf(snapshot, key)) : ofGateway(snapshot, gateway)
  return pods.filter(isRunning).slice(0, MAX_PODS)
}

function controllerOf(snapshot: Snapshot, className: string): string {
  return snapshot.find('IngressClass', undefined, className)?.spec.controller ?? ''
}

function podsOf(snapshot: Snapshot, key: ObjectKey): readonly Pod[] {
  const workload = snapshot.get(key)
  if (workload === undefined || !('derived' in workload) || !('templateLabels' in workload.derived)) return []
  return snapshot.podsSelectedBy(workload.metadata.namespace ?? '', workload.derived.templateLabels)
}

function ofGateway(snapshot: Snapshot, gateway: ObjectKey): readonly Pod[] {
  const { namespace = '', name = '' } = parseObjectKey(gateway) ?? {}
  return snapshot.podsSelectedBy(namespace, { 'gateway.networking.k8s.io/gateway-name': name })
}

function isRunning({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp === undefined && status.phase === 'Running'
}
