import type { TopologyEdge } from './topology.ts'

/**
 * What makes an edge this edge and no other between the same two nodes: for a rule its host, path and match, so that it stays
 * the same when a rule is put before it; for an endpoint its uid; for a parent the listener asked for; for a way in its
 * port and protocol.
 */
export function edgeIdentity(edge: TopologyEdge): string {
  return JSON.stringify([edge.from, edge.to, edge.relation, ...distinction(edge)])
}

function distinction(edge: TopologyEdge): readonly unknown[] {
  switch (edge.relation) {
    case 'route': {
      const { facts } = edge
      const hosts = 'hostnames' in facts ? facts.hostnames : 'host' in facts && facts.host
      return [hosts, facts.path, facts.pathType, 'match' in facts && facts.match, facts.port]
    }
    case 'endpoint':
      return [edge.facts.uid, edge.facts.addresses[0]]
    case 'front':
      return [edge.facts.via, 'port' in edge.facts && edge.facts.port, 'protocol' in edge.facts && edge.facts.protocol]
    case 'parent':
      return [edge.facts.sectionName, edge.facts.port]
    default:
      return []
  }
}
