import { isEdgeOf } from './facts.ts'
import type { FrontDoor } from './front-door.ts'
import type { MarkedEdge, MarkedNode, MarkedTopology } from './marks.ts'
import { compareText, groupBy } from './order.ts'

/** What a scene is built from: a topology, the namespaces it is about (none: all), and what of it has just gone. */
export interface SceneSource {
  readonly topology: MarkedTopology
  readonly namespaces: readonly string[]
  /** Keys of objects that went a moment ago. */
  readonly ghosts: ReadonlySet<string>
}

type FrontEdge = MarkedEdge & { readonly relation: 'front' }

/** A topology with the look-ups every builder needs. */
export class Scope {
  readonly nodes: ReadonlyMap<string, MarkedNode>
  readonly edgesFrom: ReadonlyMap<string, readonly MarkedEdge[]>
  /** Ways in from outside, by what they lead to. */
  readonly frontsTo: ReadonlyMap<string, readonly FrontEdge[]>
  /** Front doors that were looked up, by key of the class or Gateway. */
  readonly doors = new Map<string, FrontDoor>()
  readonly #namespaces: ReadonlySet<string>
  readonly #ghosts: ReadonlySet<string>

  constructor({ topology, namespaces, ghosts }: SceneSource) {
    this.nodes = new Map(topology.nodes.map((node) => [node.key, node]))
    const edgesFrom = new Map<string, MarkedEdge[]>()
    for (const edge of topology.edges) {
      const edges = edgesFrom.get(edge.from)
      if (edges) edges.push(edge)
      else edgesFrom.set(edge.from, [edge])
    }
    this.edgesFrom = edgesFrom
    this.frontsTo = groupBy(
      topology.edges.filter((edge) => isEdgeOf(edge, 'front')),
      ({ to }) => to,
    )
    this.#namespaces = new Set(namespaces)
    this.#ghosts = ghosts
  }

  has(namespace: string | null): boolean {
    return namespace !== null && (this.#namespaces.size === 0 || this.#namespaces.has(namespace))
  }

  isGhost(key: string): boolean {
    return this.#ghosts.has(key)
  }

  /**
   * The band something is drawn in: its own namespace; for a route from outside, that of the first Service in scope it
   * leads to. `undefined` where nothing of it is in scope.
   */
  bandOf(node: MarkedNode): string | undefined {
    if (this.has(node.namespace)) return node.namespace ?? undefined
    return (this.edgesFrom.get(node.key) ?? [])
      .flatMap(({ to }) => this.nodes.get(to)?.namespace ?? [])
      .filter((namespace) => this.has(namespace))
      .sort(compareText)[0]
  }
}

/** Who it is and how it is, as every card says it. */
export function identityOf(node: MarkedNode, scope: Scope) {
  const { key, kind, namespace, name, presence, health, mark } = node
  return { key, kind, namespace, name, presence, health, mark, isGhost: scope.isGhost(key) }
}
