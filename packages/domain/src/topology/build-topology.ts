import type { Snapshot } from '../history/snapshot.ts'
import { keyOf, type ObjectKey, parseObjectKey } from '../kubernetes/object-key.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { absenceState } from './edge-state.ts'
import { edgesOf, entryEdgesOf } from './edges-of.ts'
import { neighbourhood } from './neighbourhood.ts'
import { observedNode } from './observed-node.ts'
import type { Topology, TopologyEdge, TopologyNode } from './topology.ts'
import { byEndsAndRelation } from './topology-order.ts'
import { routesFromOutside, viewedNamespaces, viewedObjects } from './topology-scope.ts'
import type { TopologyView } from './topology-view.ts'

/**
 * Join the objects of one instant into the graph that is drawn and asked: Ingress and route → Service → EndpointSlice → Pod,
 * and what explains them.
 *
 * What is named but was not seen becomes a `referenced` node where its kind is fully observed, and an `unknown` one where it
 * is not. An edge may leave the namespaces asked for; what it leads to is drawn, what that leads to is not, but for the front
 * door: the class of an Ingress is drawn with its controller, and that with the ways in; a controller or its Service with the
 * classes that it serves. The cost follows from the namespaces asked for, not from the cluster.
 *
 * @returns the same for the same objects, however they came to be there
 */
export function buildTopology(snapshot: Snapshot, view: TopologyView = {}): Topology {
  const namespaces = viewedNamespaces(view, snapshot)
  const detail = view.detail ?? 'endpoints'
  const draft = new Draft(snapshot, detail)
  for (const object of viewedObjects(namespaces, detail, snapshot)) draft.add(object)
  if (namespaces) for (const route of routesFromOutside(namespaces, snapshot)) draft.addFromOutside(route, namespaces)
  draft.addFrontDoors()
  if (namespaces) for (const each of snapshot.ofKind('IngressClass')) draft.addFromOutside(each, namespaces)
  const topology = draft.finish(view.focus)
  return view.focus === undefined ? topology : neighbourhood(topology, view.focus, view.depth ?? 2)
}

class Draft {
  readonly #snapshot: Snapshot
  readonly #detail: 'endpoints' | 'services'
  readonly #keys = new Set<ObjectKey>()
  readonly #drawn = new Map<ObjectKey, TopologyEdge[]>()
  readonly #edges: TopologyEdge[] = []
  /** Classes, and controllers and Services that serve them. */
  readonly #frontDoors = new Set<ObjectKey>()

  constructor(snapshot: Snapshot, detail: 'endpoints' | 'services') {
    this.#snapshot = snapshot
    this.#detail = detail
  }

  /** Draw an object with all its edges, and its owners with theirs. */
  add(object: WatchedObject): void {
    const key = keyOf(object)
    if (this.#drawn.has(key)) return
    const edges = this.#edgesOf(object)
    this.#drawn.set(key, edges)
    this.#keys.add(key)
    for (const edge of edges) {
      this.#connect(edge)
      if (edge.relation === 'class' || edge.relation === 'controller') this.#frontDoors.add(edge.to)
      if (edge.relation !== 'owner' || edge.state !== 'resolved') continue
      const owner = this.#snapshot.get(edge.to)
      if (owner) this.add(owner)
    }
  }

  /** Draw the controllers of the classes that are drawn, and the ways in to them, wherever they are. */
  addFrontDoors(): void {
    for (const key of this.#frontDoors) {
      const object = this.#snapshot.get(key)
      if (object === undefined || this.#drawn.has(key)) continue
      const edges = this.#edgesOf(object)
      this.#drawn.set(key, edges)
      for (const edge of edges) {
        if (edge.relation === 'controller') this.#frontDoors.add(edge.to)
        if (edge.relation === 'controller' || edge.relation === 'front') this.#connect(edge)
      }
    }
  }

  /** Draw a route or a class with those of its edges that lead into these namespaces. */
  addFromOutside(object: WatchedObject, namespaces: readonly string[]): void {
    const key = keyOf(object)
    if (this.#drawn.has(key)) return
    const edges = this.#edgesOf(object)
    this.#drawn.set(key, edges)
    for (const edge of edges) if (namespaces.includes(parseObjectKey(edge.to)?.namespace ?? '')) this.#connect(edge)
  }

  /** @param focus drawn even where nothing leads to it */
  finish(focus: ObjectKey | undefined): Topology {
    if (focus !== undefined) this.#keys.add(focus)
    const nodes = [...this.#keys].sort().flatMap((key) => this.#node(key) ?? [])
    return { seq: this.#snapshot.seq, nodes, edges: this.#edges.sort(byEndsAndRelation) }
  }

  #edgesOf(object: WatchedObject): TopologyEdge[] {
    return this.#detail === 'services' ? entryEdgesOf(object, this.#snapshot) : edgesOf(object, this.#snapshot)
  }

  #connect(edge: TopologyEdge): void {
    this.#edges.push(edge)
    this.#keys.add(edge.from)
    this.#keys.add(edge.to)
  }

  /** `undefined` for a text that is no key. */
  #node(key: ObjectKey): TopologyNode | undefined {
    const object = this.#snapshot.get(key)
    if (object) return observedNode(object, this.#drawn.get(key) ?? this.#edgesOf(object), this.#snapshot)
    const identity = parseObjectKey(key)
    if (!identity) return undefined
    const { kind, namespace, name } = identity
    const place = { key, ...(namespace !== undefined && { namespace }), name }
    return absenceState(this.#snapshot, kind, namespace) === 'missing'
      ? { ...place, kind, presence: 'referenced', health: 'error', facts: {} }
      : { ...place, kind, presence: 'unknown', health: 'unknown', facts: {} }
  }
}
