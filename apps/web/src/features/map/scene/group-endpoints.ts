import type { Placement } from '@portolan/contract'
import type { EndpointGroup, Grouping } from '../layout/grouping.ts'
import type { LiveCounts } from './card-state.ts'

/** Groups of the endpoints of every Service that has any, by key of the Service. */
export type PlacedGroups = ReadonlyMap<string, readonly EndpointGroup[]>

export function groupsByRevision({ byRevision }: Pick<LiveCounts, 'byRevision'>): EndpointGroup[] {
  return byRevision.map(({ revision, ready, unready, terminating }) => ({
    name: revision,
    ready,
    unready,
    terminating,
  }))
}

/** By Node, with what is the matter with it; or by zone, those of a Node of an unknown zone last. */
export function groupsByPlace({ services, nodes }: Placement, grouping: Exclude<Grouping, 'revision'>): PlacedGroups {
  const nodeOf = new Map(nodes.map((node) => [node.name, node]))
  return new Map(
    services.map(({ key, byNode }) => {
      const groups = byNode.map(({ node, ...counts }): EndpointGroup => {
        const known = nodeOf.get(node ?? '')
        return grouping === 'zone'
          ? { name: known?.zone ?? null, ...counts }
          : { name: node, ...counts, trouble: troubleOf(known) }
      })
      return [key, grouping === 'zone' ? merged(groups) : groups]
    }),
  )
}

function troubleOf(node: Placement['nodes'][number] | undefined): EndpointGroup['trouble'] {
  if (node?.isReady === false) return 'unready'
  return node?.isSchedulable === false ? 'cordoned' : undefined
}

/** Groups of one name as one, by name, that without one last. */
function merged(groups: readonly EndpointGroup[]): EndpointGroup[] {
  const byName = new Map<string | null, EndpointGroup>()
  for (const { name, ready, unready, terminating } of groups) {
    const known = byName.get(name) ?? { name, ready: 0, unready: 0, terminating: 0 }
    byName.set(name, {
      name,
      ready: known.ready + ready,
      unready: known.unready + unready,
      terminating: known.terminating + terminating,
    })
  }
  return [...byName.values()].sort((a, b) => Number(a.name === null) - Number(b.name === null) || compare(a, b))
}

function compare(a: EndpointGroup, b: EndpointGroup): number {
  return (a.name ?? '') < (b.name ?? '') ? -1 : 1
}
