import type { Gateway, ListenerSet } from '../../kubernetes/gateway.ts'
import type { Condition } from '../../kubernetes/metadata.ts'
import { type ObjectKey, objectKey } from '../../kubernetes/object-key.ts'
import type {
  BackendRef,
  GatewayRoute,
  ParentReference,
  RouteFilter,
  RouteParentStatus,
} from '../../kubernetes/routes.ts'
import { edgeState } from '../../topology/edge-state.ts'
import { isAskedFor, isSameParent } from '../../topology/parent-reference.ts'
import { conditionOf } from '../condition-of.ts'
import type { Derivation, RuleView } from '../rule-view.ts'

/** A reference to a parent where it is written: `spec.parentRefs[0]`. */
export interface WrittenParent {
  readonly parent: ParentReference
  readonly path: string
}

export function parentsOf({ spec }: GatewayRoute): WrittenParent[] {
  return spec.parentRefs.map((parent, index) => ({ parent, path: `spec.parentRefs[${index}]` }))
}

/**
 * By its key, a parent that has listeners, without its status: controllers write that whenever any of its routes changes, and
 * no other route is to be looked at for it. `null` where it is not there, or is no such parent.
 */
const PARENT: Derivation<Gateway | ListenerSet | null> = {
  name: 'parent of routes',
  compute(key, view) {
    const owner = view.get(key)
    if (owner?.kind === 'Gateway') return { ...owner, status: { addresses: [], conditions: [], listeners: [] } }
    return owner?.kind === 'ListenerSet' ? { ...owner, status: { conditions: [], listeners: [] } } : null
  },
}

export const parentKey = (route: GatewayRoute, { kind, name, namespace }: ParentReference): ObjectKey =>
  objectKey(kind, namespace ?? route.metadata.namespace, name)

/** The Gateway or ListenerSet that a reference names, without its status; `undefined` for other parents and none. */
export function parentObject(
  route: GatewayRoute,
  parent: ParentReference,
  view: RuleView,
): Gateway | ListenerSet | undefined {
  return view.derive(PARENT, parentKey(route, parent)) ?? undefined
}

/** Whether a parent is certainly not there, or has no listener of that name and port (rule D.8). */
export function isParentMissing(route: GatewayRoute, parent: ParentReference, view: RuleView): boolean {
  const owner = parentObject(route, parent, view)
  if (owner) return !owner.spec.listeners.some((listener) => isAskedFor(listener, parent))
  const { kind, name, namespace = route.metadata.namespace } = parent
  return edgeState(view, { kind, namespace, name }) === 'missing'
}

/** A reference to a backend where it is written: `spec.rules[0].backendRefs[1]`. */
export interface WrittenBackend {
  readonly backend: BackendRef
  readonly path: string
}

export function backendsOf({ spec }: GatewayRoute): WrittenBackend[] {
  return spec.rules.flatMap(({ backendRefs }, rule) =>
    backendRefs.map((backend: BackendRef, index) => ({ backend, path: `spec.rules[${rule}].backendRefs[${index}]` })),
  )
}

/** The filters of each rule; none for kinds of routes that have none. */
export function filtersOf(route: GatewayRoute): (readonly RouteFilter[])[] {
  if (route.kind === 'HTTPRoute' || route.kind === 'GRPCRoute') return route.spec.rules.map(({ filters }) => filters)
  return route.spec.rules.map(() => [])
}

/** What controllers say of one reference, each for itself. */
export function reportsOn(route: GatewayRoute, parent: ParentReference): RouteParentStatus[] {
  return route.status.parents.filter(({ parentRef }) => isSameParent(parentRef, parent, route.metadata.namespace))
}

/** A condition that was said of a route as it is now, by the controller of its parent's class (rule D.8). */
export function currentCondition(
  route: GatewayRoute,
  { parent }: WrittenParent,
  { type, view }: { type: string; view: RuleView },
): Condition | undefined {
  const controller = controllerOf(route, parent, view)
  const report = reportsOn(route, parent).find(
    ({ controllerName }) => controllerName === (controller ?? controllerName),
  )
  const condition = report && conditionOf(report.conditions, type)
  return condition?.observedGeneration === route.metadata.generation ? condition : undefined
}

/** The controller of the class of a parent Gateway; `undefined` for other parents, and where it is not known. */
function controllerOf(route: GatewayRoute, parent: ParentReference, view: RuleView): string | undefined {
  const gateway = parentObject(route, parent, view)
  if (gateway?.kind !== 'Gateway') return undefined
  return view.find('GatewayClass', undefined, gateway.spec.gatewayClassName)?.spec.controllerName
}
