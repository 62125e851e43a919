import type { ServiceDetail, Topology, TopologyNode } from '@portolan/contract'
import { compareText, groupBy } from '../scene/order.ts'

type Endpoint = ServiceDetail['endpointList'][number]

/** Who made Pods, or says how many: a ReplicaSet, its Deployment, what scales that. */
export interface Owner {
  readonly key: string
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
  readonly relation: 'owner' | 'scales'
}

/** An object that selects Pods of the Service. */
export interface Policy extends Omit<Owner, 'relation'> {
  readonly pods: number
}

export interface FocusEndpoint extends Endpoint {
  /** The Pod's name; the address of what is no Pod. */
  readonly name: string
  /** Why its Node is to be looked at. */
  readonly nodeTrouble: 'unready' | 'cordoned' | undefined
}

/** Endpoints of one slice and revision, and who made them, from the Pods outward. */
export interface FocusGroup {
  readonly revision: string | null
  readonly owners: readonly Owner[]
  readonly endpoints: readonly FocusEndpoint[]
}

export interface FocusSlice {
  readonly name: string
  readonly addressType: string
  /** `http 8080`, as the slice says for all of its endpoints. */
  readonly ports: readonly string[]
  readonly groups: readonly FocusGroup[]
}

/** One Service to its last endpoint. */
export interface FocusModel {
  readonly slices: readonly FocusSlice[]
  readonly policies: readonly Policy[]
  /** How many Pods its endpoints are. */
  readonly pods: number
}

/** Kinds in front of which a chain of owners ends. */
const LONGEST_CHAIN = 4

/**
 * Every endpoint under its slice and revision, by name; nothing moves when one becomes ready.
 *
 * @param around what is near the Service, and near the owners of its Pods; empty while that is read
 */
export function focusModel(
  { slices, endpointList }: Pick<ServiceDetail, 'slices' | 'endpointList'>,
  around: Pick<Topology, 'nodes' | 'edges'>,
): FocusModel {
  const near = new Near(around)
  const bySlice = groupBy(endpointList, ({ slice }) => slice)
  const pods = new Set(endpointList.flatMap(({ pod }) => (pod === null ? [] : `Pod/${pod}`)))
  return {
    slices: [...slices]
      .sort((a, b) => compareText(a.name, b.name))
      .map(({ name, addressType }) => ({
        name,
        addressType,
        ports: portsOf(bySlice.get(name)?.[0]),
        groups: groupsOf(bySlice.get(name) ?? [], near),
      })),
    policies: near.policiesOf(pods),
    pods: pods.size,
  }
}

function portsOf(endpoint: Endpoint | undefined): string[] {
  return (endpoint?.ports ?? []).map(({ name, port }) => [name, port ?? ''].join(' ').trim())
}

function groupsOf(endpoints: readonly Endpoint[], near: Near): FocusGroup[] {
  const byRevision = groupBy(endpoints, ({ revision }) => revision ?? '')
  return [...byRevision]
    .sort(([a], [b]) => compareText(a, b))
    .map(([revision, list]) => {
      const makers = new Set(list.map(({ pod }) => near.makerOf(`Pod/${pod}`)))
      // Of one revision all have one maker, though it is not read of each; of what has no revision nothing is told for all by one.
      if (revision !== '') makers.delete(undefined)
      const [maker] = makers.size === 1 ? makers : []
      return {
        revision: revision || null,
        owners: maker === undefined ? [] : near.ownersFrom(maker),
        endpoints: list
          .map((endpoint) => ({
            ...endpoint,
            name: endpoint.pod?.slice(endpoint.pod.indexOf('/') + 1) ?? endpoint.address,
            nodeTrouble: near.troubleOf(endpoint.node),
          }))
          .sort((a, b) => compareText(a.name, b.name) || compareText(a.identity, b.identity)),
      }
    })
}

class Near {
  readonly #nodes: ReadonlyMap<string, TopologyNode>
  readonly #owners = new Map<string, string>()
  readonly #scalers = new Map<string, string>()
  readonly #selected = new Map<string, Set<string>>()

  constructor({ nodes, edges }: Pick<Topology, 'nodes' | 'edges'>) {
    this.#nodes = new Map(nodes.map((node) => [node.key, node]))
    for (const { from, to, relation } of edges) {
      if (relation === 'owner') this.#owners.set(from, to)
      else if (relation === 'scales') this.#scalers.set(to, from)
      else if (relation === 'policy') this.#selected.set(from, (this.#selected.get(from) ?? new Set()).add(to))
    }
  }

  makerOf(pod: string): string | undefined {
    return this.#owners.get(pod)
  }

  /** A maker of Pods, what made that, and what scales each. */
  ownersFrom(maker: string): Owner[] {
    const owners: Owner[] = []
    let at: string | undefined = maker
    while (at !== undefined && owners.length < LONGEST_CHAIN) {
      owners.push({ ...identityOf(at), relation: 'owner' })
      const scaler = this.#scalers.get(at)
      if (scaler !== undefined) owners.push({ ...identityOf(scaler), relation: 'scales' })
      at = this.#owners.get(at)
    }
    return owners
  }

  policiesOf(pods: ReadonlySet<string>): Policy[] {
    return [...this.#selected]
      .map(([key, selected]) => ({ ...identityOf(key), pods: [...selected].filter((pod) => pods.has(pod)).length }))
      .filter((policy) => policy.pods > 0)
      .sort((a, b) => compareText(a.key, b.key))
  }

  troubleOf(node: string | null): FocusEndpoint['nodeTrouble'] {
    const facts = this.#nodes.get(`Node/-/${node}`)?.facts
    if (facts?.isReady === false) return 'unready'
    return facts?.isSchedulable === false ? 'cordoned' : undefined
  }
}

function identityOf(key: string): Omit<Owner, 'relation'> {
  const [kind = '', namespace = '-', name = ''] = key.split('/')
  return { key, kind, namespace: namespace === '-' ? null : namespace, name }
}
