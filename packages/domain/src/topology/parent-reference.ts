import type { Listener } from '../kubernetes/gateway.ts'
import type { ParentReference } from '../kubernetes/routes.ts'

/** Whether a reference asks for a listener of its parent: name and port must both match where both are given. */
export function isAskedFor(listener: Listener, { sectionName, port }: ParentReference): boolean {
  return (sectionName ?? listener.name) === listener.name && (port ?? listener.port) === listener.port
}

/** Whether two references of a route, which is in `namespace`, mean the same parent. */
export function isSameParent(a: ParentReference, b: ParentReference, namespace: string | undefined): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    (a.namespace ?? namespace) === (b.namespace ?? namespace) &&
    a.sectionName === b.sectionName &&
    a.port === b.port
  )
}
