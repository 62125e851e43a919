import type { SnapshotReader } from '../history/snapshot-reader.ts'
import type { ReferenceGrant } from '../kubernetes/reference-grant.ts'
import type { BackendRef, GatewayRoute } from '../kubernetes/routes.ts'
import { compareText } from '../text-order.ts'

const GATEWAY_GROUP = 'gateway.networking.k8s.io'

/**
 * Whether a route may refer to a backend. Within a namespace always; into another one only where a ReferenceGrant there says
 * so. `unknown` where grants cannot be read; a server without the kind cannot grant.
 * Source: gateway.networking.k8s.io ReferenceGrant.spec, rule D.8.
 */
export function backendGrant(
  route: GatewayRoute,
  backend: BackendRef,
  snapshot: SnapshotReader,
): 'granted' | 'refused' | 'unknown' {
  const { namespace } = backend
  if (namespace === undefined || namespace === route.metadata.namespace) return 'granted'
  if (grantOf(route, backend, snapshot)) return 'granted'
  const visibility = snapshot.visibilityOf('ReferenceGrant', namespace)
  return visibility === 'observed' || visibility === 'absent' ? 'refused' : 'unknown'
}

/** The ReferenceGrant that lets a route refer to a backend of another namespace, the first by name. */
export function grantOf(
  route: GatewayRoute,
  backend: BackendRef,
  snapshot: SnapshotReader,
): ReferenceGrant | undefined {
  if (backend.namespace === undefined || backend.namespace === route.metadata.namespace) return undefined
  let found: ReferenceGrant | undefined
  for (const grant of snapshot.ofKind('ReferenceGrant', backend.namespace)) {
    const isFirst = found === undefined || compareText(grant.metadata.name, found.metadata.name) < 0
    if (isFirst && allows(grant, route, backend)) found = grant
  }
  return found
}

/** Namespaces whose routes the grants of this namespace may let in, ascending. */
export function grantedNamespaces(namespace: string, snapshot: SnapshotReader): readonly string[] {
  const granted = new Set<string>()
  for (const { spec } of snapshot.ofKind('ReferenceGrant', namespace))
    for (const from of spec.from) granted.add(from.namespace)
  granted.delete(namespace)
  return [...granted].sort()
}

function allows({ spec }: ReferenceGrant, route: GatewayRoute, backend: BackendRef): boolean {
  const isFrom = spec.from.some(
    ({ group, kind, namespace }) =>
      group === GATEWAY_GROUP && kind === route.kind && namespace === route.metadata.namespace,
  )
  return (
    isFrom &&
    spec.to.some(
      (to) => to.group === backend.group && to.kind === backend.kind && (to.name ?? backend.name) === backend.name,
    )
  )
}
