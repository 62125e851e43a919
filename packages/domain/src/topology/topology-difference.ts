import { isEqualJson } from '../json-value.ts'
import type { Topology, TopologyEdge, TopologyNode } from './topology.ts'

/** One thing that is in both topologies and not the same. */
export interface ChangedPair<Part> {
  readonly before: Part
  readonly after: Part
}

/** What it takes to come from one topology to another. Everything in the order of its topology. */
export interface TopologyDifference {
  readonly added: { readonly nodes: readonly TopologyNode[]; readonly edges: readonly TopologyEdge[] }
  readonly removed: { readonly nodes: readonly TopologyNode[]; readonly edges: readonly TopologyEdge[] }
  readonly changed: {
    readonly nodes: readonly ChangedPair<TopologyNode>[]
    readonly edges: readonly ChangedPair<TopologyEdge>[]
  }
}

/**
 * What differs between two topologies of the same view. Linear in their size.
 *
 * A node is the same by its key, whatever its uid; an edge by its ends, its relation and what `edgeIdentity` adds.
 */
export function topologyDifference(before: Topology, after: Topology): TopologyDifference {
  const nodes = difference(before.nodes, after.nodes, ({ key }) => key)
  const edges = difference(before.edges, after.edges, edgeIdentity)
  return {
    added: { nodes: nodes.added, edges: edges.added },
    removed: { nodes: nodes.removed, edges: edges.removed },
    changed: { nodes: nodes.changed, edges: edges.changed },
  }
}

/**
 * What makes an edge this edge and no other between the same two nodes: for a rule its host, path and match, so that it stays
 * the same when a rule is put before it; for an endpoint its uid; for a parent the listener asked for.
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
    case 'parent':
      return [edge.facts.sectionName, edge.facts.port]
    default:
      return []
  }
}

function difference<Part>(before: readonly Part[], after: readonly Part[], identityOf: (part: Part) => string) {
  const remaining = new Map(numbered(before, identityOf))
  const added: Part[] = []
  const changed: ChangedPair<Part>[] = []
  for (const [identity, part] of numbered(after, identityOf)) {
    const former = remaining.get(identity)
    remaining.delete(identity)
    if (former === undefined) added.push(part)
    else if (!isEqualJson(former, part)) changed.push({ before: former, after: part })
  }
  return { added, removed: [...remaining.values()], changed }
}

/** Twins, such as a rule written twice, are told apart by their order. */
function* numbered<Part>(parts: readonly Part[], identityOf: (part: Part) => string): IterableIterator<[string, Part]> {
  const twins = new Map<string, number>()
  for (const part of parts) {
    const identity = identityOf(part)
    const count = twins.get(identity) ?? 0
    twins.set(identity, count + 1)
    yield [count === 0 ? identity : `${identity}#${count}`, part]
  }
}
