import type { Snapshot } from '../../history/snapshot.ts'
import type { Gateway, ListenerSet } from '../../kubernetes/gateway.ts'
import { byAge } from '../../kubernetes/object-age.ts'
import { keyOf, type ObjectKey } from '../../kubernetes/object-key.ts'
import { listed } from '../lists-by-key.ts'
import { type AttachedRoute, attach, type RefusedRoute, type RouteReference } from './attachment.ts'
import { type GatewayListener, listenersOf } from './gateway-listeners.ts'
import { hostnamesOver } from './hostnames-over.ts'
import { withoutKindConflicts } from './kind-conflicts.ts'
import { matchesOf, type RouteMatch } from './route-match.ts'

/** A listener with the routes that are on it. */
export interface ListenerRoutes extends GatewayListener {
  /** The oldest first. */
  readonly attached: readonly AttachedRoute[]
  readonly refused: readonly RefusedRoute[]
  /** By the hosts they share with the listener; `''`: every host. */
  readonly byHostname: ReadonlyMap<string, readonly AttachedRoute[]>
  /** The matches of HTTP and gRPC routes that cover a host; a route with several such hostnames counts by the most specific. */
  readonly matchesOver: (host: string) => readonly RouteMatch[]
}

/** What it takes to lay out a Gateway. */
export interface GatewayParts {
  readonly gateway: Gateway
  readonly listenerSets: readonly ListenerSet[]
  /** Every route that names the Gateway or one of the sets. */
  readonly referencesTo: (parent: ObjectKey) => readonly RouteReference[]
  readonly controllerName: string | undefined
}

/** The listeners of a Gateway, each with its routes. */
export function listenerRoutes(parts: GatewayParts, snapshot: Snapshot): ListenerRoutes[] {
  const { gateway, listenerSets, referencesTo, controllerName } = parts
  return listenersOf(gateway, listenerSets, snapshot).map((listener) => {
    const candidates: AttachedRoute[] = []
    const refused: RefusedRoute[] = []
    for (const reference of referencesTo(keyOf(listener.owner))) {
      const found = attach(reference, listener, { snapshot, controllerName })
      if (found && 'hostnames' in found) candidates.push(found)
      else if (found) refused.push(found)
    }
    const { attached, refused: conflicting } = withoutKindConflicts(candidates.sort(olderFirst))
    const byHostname = routesByHostname(attached)
    refused.push(...conflicting)
    return { ...listener, attached, refused, byHostname, matchesOver: matchesByHost(byHostname) }
  })
}

function olderFirst(a: AttachedRoute, b: AttachedRoute): number {
  return byAge(a.route, b.route)
}

function routesByHostname(attached: readonly AttachedRoute[]): Map<string, AttachedRoute[]> {
  const byHostname = new Map<string, AttachedRoute[]>()
  for (const route of attached) {
    for (const hostname of new Set(route.hostnames)) listed(byHostname, hostname).push(route)
  }
  return byHostname
}

/** Matches are made once for each combination of hostnames that cover a host: most hosts of a wildcard share theirs. */
function matchesByHost(byHostname: ReadonlyMap<string, readonly AttachedRoute[]>): ListenerRoutes['matchesOver'] {
  const known = new Map<string, readonly RouteMatch[]>()
  return (host) => {
    const covering = hostnamesOver(host).filter((hostname) => byHostname.has(hostname))
    const combination = covering.join(' ')
    const matches = known.get(combination) ?? matchesUnder(covering, byHostname)
    known.set(combination, matches)
    return matches
  }
}

function matchesUnder(
  hostnames: readonly string[],
  byHostname: ReadonlyMap<string, readonly AttachedRoute[]>,
): readonly RouteMatch[] {
  const matches: RouteMatch[] = []
  const seen = new Set<unknown>()
  for (const hostname of hostnames) {
    for (const { route } of byHostname.get(hostname) ?? []) {
      if (seen.has(route) || (route.kind !== 'HTTPRoute' && route.kind !== 'GRPCRoute')) continue
      seen.add(route)
      matches.push(...matchesOf(route, hostname))
    }
  }
  return matches
}
