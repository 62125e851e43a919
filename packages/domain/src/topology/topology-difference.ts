import { isEqualJson } from '../json-value.ts'
import { edgeIdentity } from './edge-identity.ts'
import type { Topology, TopologyEdge, TopologyNode } from './topology.ts'
import { byEndsAndRelation, byKey } from './topology-order.ts'

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
 * What differs between two topologies of the same view. Linear in their size: both are walked once, side by side.
 *
 * A node is the same by its key, whatever its uid; an edge by its ends, its relation and what `edgeIdentity` adds.
 */
export function topologyDifference(before: Topology, after: Topology): TopologyDifference {
  const nodes = difference(before.nodes, after.nodes, { compare: byKey, identityOf: ({ key }) => key })
  const edges = difference(before.edges, after.edges, { compare: byEndsAndRelation, identityOf: edgeIdentity })
  return {
    added: { nodes: nodes.added, edges: edges.added },
    removed: { nodes: nodes.removed, edges: edges.removed },
    changed: { nodes: nodes.changed, edges: edges.changed },
  }
}

interface Matching<Part> {
  /** The order both lists have. */
  readonly compare: (a: Part, b: Part) => number
  /** Tells parts apart that compare as equal. */
  readonly identityOf: (part: Part) => string
}

interface ListDifference<Part> {
  readonly added: Part[]
  readonly removed: Part[]
  readonly changed: ChangedPair<Part>[]
}

function difference<Part>(
  before: readonly Part[],
  after: readonly Part[],
  matching: Matching<Part>,
): ListDifference<Part> {
  const found: ListDifference<Part> = { added: [], removed: [], changed: [] }
  let [left, right] = [0, 0]
  while (left < before.length || right < after.length) {
    const leftEnd = endOfRun(before, left, matching)
    const rightEnd = endOfRun(after, right, matching)
    const order = compareRuns(before[left], after[right], matching)
    const leftRun = order <= 0 ? before.slice(left, leftEnd) : []
    const rightRun = order >= 0 ? after.slice(right, rightEnd) : []
    matchRun(leftRun, rightRun, { identityOf: matching.identityOf, found })
    left += leftRun.length
    right += rightRun.length
  }
  return found
}

/** Negative where only `before` has such parts, positive where only `after` has. */
function compareRuns<Part>(before: Part | undefined, after: Part | undefined, { compare }: Matching<Part>): number {
  if (before === undefined) return 1
  return after === undefined ? -1 : compare(before, after)
}

function endOfRun<Part>(parts: readonly Part[], start: number, { compare }: Matching<Part>): number {
  const first = parts[start]
  let end = start + 1
  for (let next = parts[end]; first && next && compare(first, next) === 0; next = parts[end]) end++
  return end
}

function matchRun<Part>(
  before: readonly Part[],
  after: readonly Part[],
  { identityOf, found }: { identityOf: (part: Part) => string; found: ListDifference<Part> },
): void {
  if (before.length === 1 && after.length === 1 && isEqualJson(before[0], after[0])) return
  const remaining = new Map(numbered(before, identityOf))
  for (const [identity, part] of numbered(after, identityOf)) {
    const former = remaining.get(identity)
    remaining.delete(identity)
    if (former === undefined) found.added.push(part)
    else if (!isEqualJson(former, part)) found.changed.push({ before: former, after: part })
  }
  found.removed.push(...remaining.values())
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
