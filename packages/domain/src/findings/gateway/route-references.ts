import type { Condition } from '../../kubernetes/metadata.ts'
import type {
  BackendRef,
  GatewayRoute,
  ParentReference,
  RouteFilter,
  RouteParentStatus,
} from '../../kubernetes/routes.ts'
import { isSameParent } from '../../topology/relations/route-parents.ts'
import { conditionOf } from '../condition-of.ts'
import type { RuleView } from '../rule-view.ts'

/** A reference to a parent where it is written: `spec.parentRefs[0]`. */
export interface WrittenParent {
  readonly parent: ParentReference
  readonly path: string
}

export function parentsOf({ spec }: GatewayRoute): WrittenParent[] {
  return spec.parentRefs.map((parent, index) => ({ parent, path: `spec.parentRefs[${index}]` }))
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
  if (parent.kind !== 'Gateway') return undefined
  const gateway = view.find('Gateway', parent.namespace ?? route.metadata.namespace, parent.name)
  if (!gateway) return undefined
  return view.find('GatewayClass', undefined, gateway.spec.gatewayClassName)?.spec.controllerName
}
