import type { TopologyEdge, TopologyNode } from '@portolan/contract'
import type {
  BackendFacts,
  ControllerFacts,
  FrontFacts,
  GatewayNodeFacts,
  GatewayRouteFacts,
  IngressClassFacts,
  IngressNodeFacts,
  IngressRouteFacts,
  NodeFacts,
  ParentFacts,
  RouteNodeFacts,
  ServiceNodeFacts,
} from '@portolan/domain'

// Facts travel untyped (contract: a record); these say, by kind and relation, what `domain` put there.

interface FactsByKind extends Partial<NodeFacts> {
  readonly Ingress: IngressNodeFacts
  readonly IngressClass: IngressClassFacts
  readonly Gateway: GatewayNodeFacts
  readonly HTTPRoute: RouteNodeFacts
  readonly Service: ServiceNodeFacts
}

/** Facts of an observed node of this kind; `undefined` for another kind, and for one that is only named. */
export function nodeFacts<Kind extends keyof FactsByKind>(
  node: TopologyNode | undefined,
  kind: Kind,
): FactsByKind[Kind] | undefined {
  if (node?.kind !== kind || node.presence !== 'observed') return undefined
  return node.facts as unknown as FactsByKind[Kind]
}

interface FactsByRelation {
  readonly route: IngressRouteFacts | GatewayRouteFacts
  readonly 'default-backend': BackendFacts
  readonly parent: ParentFacts
  readonly controller: ControllerFacts
  readonly front: FrontFacts
}

export function edgeFacts<Relation extends keyof FactsByRelation>(
  edge: TopologyEdge & { readonly relation: Relation },
): FactsByRelation[Relation] {
  return edge.facts as unknown as FactsByRelation[Relation]
}

export function isEdgeOf<Relation extends TopologyEdge['relation']>(
  edge: TopologyEdge,
  relation: Relation,
): edge is TopologyEdge & { readonly relation: Relation } {
  return edge.relation === relation
}
