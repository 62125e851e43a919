import type { Health } from '../health.ts'
import type { TopologyEdge } from '../topology.ts'

/**
 * Health of an object that only refers to others, such as an Ingress or a route: `error` where something it names is not
 * there or refuses it, else `unknown` where that cannot be told.
 */
export function referrerHealth(edges: readonly TopologyEdge[]): Health {
  let isUnknown = false
  for (const edge of edges) {
    if (edge.state === 'missing' || (edge.relation === 'route' && 'refused' in edge.facts)) return 'error'
    isUnknown ||= edge.state === 'unknown'
  }
  return isUnknown ? 'unknown' : 'ok'
}
