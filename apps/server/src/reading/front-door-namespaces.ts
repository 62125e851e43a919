import type { Snapshot } from '@portolan/domain'

/** Namespaces in which workloads run that look like Ingress controllers, ascending. */
export function frontDoorNamespaces(snapshot: Snapshot): readonly string[] {
  const namespaces = new Set<string>()
  for (const { kind, metadata } of snapshot.ingressControllers()) {
    if (kind !== 'Pod' && metadata.namespace !== undefined) namespaces.add(metadata.namespace)
  }
  return [...namespaces].sort()
}
