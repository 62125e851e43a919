import type { GatewayRoute } from '../../kubernetes/routes.ts'
import { covers } from '../host-match.ts'
import type { AttachedRoute, RefusedRoute } from './attachment.ts'
import { hostnamesOver } from './hostnames-over.ts'

/**
 * HTTPRoutes and GRPCRoutes on one listener may not share hosts: the older route keeps them, and one of the other kind is not
 * let in. A route that its controller has accepted stays. Source: gateway.networking.k8s.io/v1 GRPCRoute, rule D.8.
 *
 * @param attached the oldest first
 */
export function withoutKindConflicts(attached: readonly AttachedRoute[]): {
  readonly attached: readonly AttachedRoute[]
  readonly refused: readonly RefusedRoute[]
} {
  const refused: RefusedRoute[] = []
  const taken = { HTTPRoute: new Set<string>(), GRPCRoute: new Set<string>() }
  const kept = attached.filter(({ route, hostnames, isComputed }) => {
    if (route.kind !== 'HTTPRoute' && route.kind !== 'GRPCRoute') return true
    const others = taken[route.kind === 'HTTPRoute' ? 'GRPCRoute' : 'HTTPRoute']
    if (isComputed && hostnames.some((hostname) => isShared(hostname, others))) {
      refused.push({ route, by: 'listener', why: conflict(route) })
      return false
    }
    for (const hostname of hostnames) taken[route.kind].add(hostname)
    return true
  })
  return { attached: kept, refused }
}

function isShared(hostname: string, others: ReadonlySet<string>): boolean {
  if (others.size === 0) return false
  if (hostname === '' || hostnamesOver(hostname).some((over) => others.has(over))) return true
  return hostname.startsWith('*.') && [...others].some((other) => covers(hostname, other))
}

function conflict({ kind }: GatewayRoute): string {
  return `an older ${kind === 'HTTPRoute' ? 'GRPCRoute' : 'HTTPRoute'} has the same hosts`
}
