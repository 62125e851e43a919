import type { Snapshot } from '../../history/snapshot.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { BackendRef, GatewayRoute, GRPCRouteMatch, HTTPRouteMatch } from '../../kubernetes/routes.ts'
import { serviceBackend } from '../backend.ts'
import type { GatewayRouteFacts } from '../edge-facts.ts'
import { edgeState } from '../edge-state.ts'
import { backendGrant, grantOf } from '../reference-grants.ts'
import type { EdgeOf } from '../topology.ts'

type Match = HTTPRouteMatch | GRPCRouteMatch

/**
 * Where the rules of a Gateway API route lead: one edge per match and backend, in their order.
 *
 * A backend in another namespace without a ReferenceGrant is an edge all the same: it says where traffic was meant to go.
 * Where grants cannot be read, whether it leads there is unknown.
 * Source: gateway.networking.k8s.io/v1 HTTPRoute.spec.rules[].backendRefs and its siblings, rule D.8.
 */
export function gatewayRouteEdges(route: GatewayRoute, snapshot: Snapshot): EdgeOf<'route'>[] {
  return route.spec.rules.flatMap((rule) => {
    const matches: readonly (Match | undefined)[] =
      'matches' in rule && rule.matches.length > 0 ? rule.matches : [undefined]
    const total = rule.backendRefs.reduce((sum, { weight }) => sum + weight, 0)
    return matches.flatMap((match) =>
      rule.backendRefs.map((backend) => backendEdge(route, { match, backend, total }, snapshot)),
    )
  })
}

function backendEdge(
  route: GatewayRoute,
  { match, backend, total }: { match: Match | undefined; backend: BackendRef; total: number },
  snapshot: Snapshot,
): EdgeOf<'route'> {
  const namespace = backend.namespace ?? route.metadata.namespace ?? ''
  const { state, facts } = resolve(backend, namespace, snapshot)
  const grant = backendGrant(route, backend, snapshot)
  const grantedBy = grantOf(route, backend, snapshot)
  return {
    from: keyOf(route),
    to: objectKey(backend.kind, namespace, backend.name),
    relation: 'route',
    state: grant === 'unknown' ? 'unknown' : state,
    facts: {
      hostnames: 'hostnames' in route.spec ? route.spec.hostnames : [],
      ...matchFacts(match),
      ...(backend.port !== undefined && { port: backend.port }),
      weight: backend.weight,
      share: total === 0 ? 0 : backend.weight / total,
      ...(grant === 'refused' && { refused: 'no-reference-grant' as const }),
      ...(grantedBy && { grantedBy: keyOf(grantedBy) }),
      ...facts,
    },
  }
}

function resolve(backend: BackendRef, namespace: string, snapshot: Snapshot) {
  const { kind, name, port } = backend
  if (backend.group === '' && kind === 'Service') {
    const { state, absent } = serviceBackend(snapshot, { namespace, name, port })
    return { state, facts: absent ? { absent } : {} }
  }
  const state = edgeState(snapshot, { kind, namespace, name })
  return { state, facts: state === 'missing' ? { absent: 'object' as const } : {} }
}

function matchFacts(match: Match | undefined): Pick<GatewayRouteFacts, 'match' | 'path' | 'pathType'> {
  if (!match) return {}
  return 'path' in match ? { match, path: match.path.value, pathType: match.path.type } : { match }
}
