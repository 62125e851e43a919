import type { Topology, TopologyEdge, TopologyNode } from '@portolan/contract'
import { groupBy } from '../../cluster/group-by.ts'
import { ownedBy } from './owned-by.ts'
import { ruleText } from './rule-text.ts'

/** What an object has to do with another one, in the words of whoever reads its page. */
export type Bond =
  | 'belongsTo'
  | 'owns'
  | 'runsOn'
  | 'runsHere'
  | 'selects'
  | 'selectedBy'
  | 'scales'
  | 'scaledBy'
  | 'appliesTo'
  | 'policies'

/** One object beside another, and what joins them. */
export interface Neighbour {
  readonly key: string
  readonly state: TopologyEdge['state']
  /** Absent where it was not seen. */
  readonly node: TopologyNode | undefined
  /** How traffic takes this way, as the objects write it: `shop.example.com/api`, `https`; empty where there is only one way. */
  readonly by: string
  /** A slice in between, and what it says of the endpoint. */
  readonly slice?: { readonly key: string; readonly endpoint: string }
  /** Of a workload: how many of the Pods behind the Service are its own. */
  readonly pods?: { readonly ready: number; readonly total: number }
}

/** An object's place in the traffic, and everything else that is bound to it. */
export interface Neighbours {
  readonly arrives: readonly Neighbour[]
  readonly leads: readonly Neighbour[]
  /** In the order of `Bond`; only those there are. */
  readonly bonds: readonly { readonly bond: Bond; readonly objects: readonly Neighbour[] }[]
}

const WORKLOADS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']

/** How far around an object of this kind its neighbours are: a workload's Pods, their slices and Services are further away. */
export function depthOf(kind: string): number {
  if (kind === 'Deployment') return 4
  if (WORKLOADS.includes(kind)) return 3
  return kind === 'Pod' ? 2 : 1
}

/** Relations along which traffic flows, and those it flows against: a route refers to its Gateway, which sends it traffic. */
const ALONG: readonly TopologyEdge['relation'][] = ['route', 'default-backend', 'slice', 'endpoint']
const AGAINST: readonly TopologyEdge['relation'][] = ['controller', 'parent', 'class']

const BONDS: readonly { relation: TopologyEdge['relation']; from: Bond; to: Bond }[] = [
  { relation: 'owner', from: 'belongsTo', to: 'owns' },
  { relation: 'node', from: 'runsOn', to: 'runsHere' },
  { relation: 'selects', from: 'selects', to: 'selectedBy' },
  { relation: 'scales', from: 'scales', to: 'scaledBy' },
  { relation: 'policy', from: 'appliesTo', to: 'policies' },
]

/**
 * Who sends traffic to an object, where it sends traffic, and what else it is bound to.
 *
 * @param topology of at least `depthOf` its kind
 */
export function neighboursOf({ nodes, edges }: Topology, key: string): Neighbours {
  const byKey = new Map(nodes.map((node) => [node.key, node]))
  const [kind = ''] = key.split('/')
  const at = (other: string, edge: TopologyEdge): Neighbour => ({
    key: other,
    state: edge.state,
    node: byKey.get(other),
    by: ruleText(edge),
  })
  const following = (relations: readonly TopologyEdge['relation'][], side: 'from' | 'to') =>
    edges
      .filter((edge) => relations.includes(edge.relation) && edge[side] === key)
      .map((edge) => at(side === 'from' ? edge.to : edge.from, edge))
  const arrives = [...following(AGAINST, 'from'), ...following(ALONG, 'to')]
  const throughPods = WORKLOADS.includes(kind) ? servicesOf({ nodes, edges }, key) : []
  return {
    arrives: unique([
      ...frontsOf(edges, key).map(({ from, by, state }) => ({ key: from, state, node: byKey.get(from), by })),
      ...(kind === 'Pod' ? throughSlices(arrives, edges, byKey) : [...arrives, ...throughPods]),
    ]),
    leads: unique([...following(AGAINST, 'to'), ...following(ALONG, 'from')]),
    bonds: BONDS.flatMap(({ relation, from, to }) => [
      { bond: from, objects: unique(following([relation], 'from')) },
      { bond: to, objects: unique(following([relation], 'to')) },
    ]).filter(({ objects }) => objects.length > 0),
  }
}

/** The addresses and node ports in front of an object: `:80, :443 hostNetwork`. */
function frontsOf(edges: readonly TopologyEdge[], key: string) {
  const fronts = edges.filter(({ relation, to }) => relation === 'front' && to === key)
  return [...groupBy(fronts, ({ from, facts }) => `${from} ${String(facts.via)}`).values()].flatMap((ports) => {
    const [first] = ports
    if (!first) return []
    const numbers = ports.flatMap(({ facts }) => (typeof facts.port === 'number' ? `:${facts.port}` : []))
    return { from: first.from, state: first.state, by: [numbers.join(', '), first.facts.via].filter(Boolean).join(' ') }
  })
}

/** A Pod gets its traffic from a Service: the slice in between says how. */
function throughSlices(
  arrives: readonly Neighbour[],
  edges: readonly TopologyEdge[],
  byKey: ReadonlyMap<string, TopologyNode>,
): Neighbour[] {
  return arrives.map((slice) => {
    const service = edges.find(({ relation, to }) => relation === 'slice' && to === slice.key)?.from
    if (service === undefined) return slice
    return { ...slice, key: service, node: byKey.get(service), by: '', slice: { key: slice.key, endpoint: slice.by } }
  })
}

/** The Services that have endpoints among the Pods of a workload. */
function servicesOf({ nodes, edges }: Pick<Topology, 'nodes' | 'edges'>, workload: string): Neighbour[] {
  const pods = ownedBy(edges, workload)
  const serviceOf = new Map(edges.flatMap(({ relation, from, to }) => (relation === 'slice' ? [[to, from]] : [])))
  const counts = new Map<string, { ready: number; total: number }>()
  for (const { relation, from, to, facts } of edges) {
    const service = serviceOf.get(from)
    if (relation !== 'endpoint' || service === undefined || !pods.has(to)) continue
    const count = counts.get(service) ?? { ready: 0, total: 0 }
    counts.set(service, { ready: count.ready + (facts.ready === true ? 1 : 0), total: count.total + 1 })
  }
  return [...counts].map(([key, count]) => ({
    key,
    state: 'resolved',
    node: nodes.find((node) => node.key === key),
    by: '',
    pods: count,
  }))
}

/** Several ways to one object that read the same are one line. */
function unique(neighbours: readonly Neighbour[]): Neighbour[] {
  return [...new Map(neighbours.map((each) => [`${each.key} ${each.by} ${each.slice?.key ?? ''}`, each])).values()]
}
