import type { ObjectKey } from '../kubernetes/object-key.ts'
import type { EdgeFacts } from './edge-facts.ts'
import type { Health } from './health.ts'
import type { NodeFacts } from './node-facts.ts'

/** What an edge means; which facts it carries is told in `EdgeFacts`. */
export type Relation = keyof EdgeFacts

/**
 * Whether what an edge points at is there.
 *
 * - `resolved`: it is. `missing`: its kind is fully observed, and it, or the port or listener that is named, is not there.
 * - `unknown`: it was not seen, and its kind is denied, not served, not read to the end, or not watched: it may be there.
 * - `ambiguous`: something is there that may be meant, or that is inferred from what is usual.
 */
export type EdgeState = 'resolved' | 'missing' | 'unknown' | 'ambiguous'

/** One directed relation. Several may join the same two nodes, as several rules of one Ingress lead to one Service. */
export type TopologyEdge = { [R in Relation]: EdgeOf<R> }[Relation]

/** The edge of one relation. */
export interface EdgeOf<R extends Relation> {
  readonly from: ObjectKey
  readonly to: ObjectKey
  readonly relation: R
  readonly state: EdgeState
  readonly facts: EdgeFacts[R]
}

/** One object on the chart: seen, or only named by another. */
export type TopologyNode = { [Kind in keyof NodeFacts]: ObservedNode<Kind> }[keyof NodeFacts] | NamedNode

/** An object that is there. */
export interface ObservedNode<Kind extends keyof NodeFacts> extends NodeIdentity {
  readonly presence: 'observed'
  readonly kind: Kind
  readonly uid: string
  readonly health: Health
  readonly facts: NodeFacts[Kind]
}

/**
 * Named by an edge and not seen. `referenced`: its kind is fully observed, so it is not there; `unknown`: it may be. A place
 * that is no object (`Address`, `NodePort`) is never seen and so always `unknown`.
 */
export interface NamedNode extends NodeIdentity {
  readonly presence: 'referenced' | 'unknown'
  /** Whatever the reference says; may be a kind that is not watched. */
  readonly kind: string
  readonly health: 'error' | 'unknown'
  readonly facts: Readonly<Record<string, never>>
}

interface NodeIdentity {
  readonly key: ObjectKey
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string
  readonly name: string
}

/**
 * Nodes and edges at one `seq`.
 *
 * `nodes` are sorted by key; `edges` by from, to and relation, then as their source lists them. Equal input gives equal
 * output. Every edge's ends are among the nodes.
 */
export interface Topology {
  readonly seq: number
  readonly nodes: readonly TopologyNode[]
  readonly edges: readonly TopologyEdge[]
}
