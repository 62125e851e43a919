import type { Snapshot } from '../history/snapshot.ts'
import { type ObjectKey, objectKey } from '../kubernetes/object-key.ts'
import { compareText } from '../text-order.ts'
import { isBackendOf, routeSourcesInto } from '../topology/backend-services.ts'
import { edgesOf } from '../topology/edges-of.ts'
import type { EdgeOf, EdgeState, TopologyEdge } from '../topology/topology.ts'

/** One host and path that leads to a Service. */
export interface RouteToService {
  /** The Ingress or route. */
  readonly from: ObjectKey
  /** Absent: every host. */
  readonly host?: string
  /** Absent for a default backend, and for rules that do not look at paths. */
  readonly path?: string
  readonly pathType?: string
  readonly port?: number | string
  readonly state: EdgeState
  /** Traffic never arrives: the route may not refer to this namespace. */
  readonly refused?: 'no-reference-grant'
}

/** Every rule that names a Service, one entry per host; ascending by source, then as it lists them. */
export function routesToService(namespace: string, name: string, snapshot: Snapshot): RouteToService[] {
  const service = objectKey('Service', namespace, name)
  const routes: RouteToService[] = []
  for (const source of routeSourcesInto(namespace, snapshot)) {
    if (!isBackendOf(source, namespace, name)) continue
    for (const edge of edgesOf(source, snapshot)) if (edge.to === service) routes.push(...routesOf(edge))
  }
  return routes.sort((a, b) => compareText(a.from, b.from))
}

function routesOf(edge: TopologyEdge): RouteToService[] {
  if (edge.relation === 'default-backend') return [{ ...origin(edge), ...portOf(edge.facts) }]
  if (edge.relation !== 'route') return []
  const { facts } = edge
  const { path, pathType } = facts
  const rule = {
    ...(path !== undefined && { path }),
    ...(pathType !== undefined && { pathType }),
    ...portOf(facts),
    ...('refused' in facts && { refused: facts.refused }),
  }
  return hostsOf(edge).map((host) => ({ ...origin(edge), ...(host !== undefined && { host }), ...rule }))
}

function hostsOf({ facts }: EdgeOf<'route'>): readonly (string | undefined)[] {
  if (!('hostnames' in facts)) return ['host' in facts ? facts.host : undefined]
  return facts.hostnames.length === 0 ? [undefined] : facts.hostnames
}

const origin = ({ from, state }: TopologyEdge) => ({ from, state })

const portOf = ({ port }: { readonly port?: number | string }) => (port === undefined ? {} : { port })
