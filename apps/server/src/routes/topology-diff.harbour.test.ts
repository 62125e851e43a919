import type { Topology, TopologyDiff, TopologyEdge, TopologyNode } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { appOverHarbour } from '../../test/app-over-harbour.ts'
import { harbour } from '../../test/recorded-harbour.ts'

const app = appOverHarbour()

/** In the middle of a rollout, a flapping, a drain, an outage, and over all of it. */
const SECONDS = [
  [1, 330],
  [24, 30],
  [142, 143],
  [188, 195],
  [245, 270],
] as const

describe('the difference of two instants of a real cluster', () => {
  test.each(SECONDS)('leads from the map of second %d to that of second %d, and back', async (from, to) => {
    for (const view of ['namespace=shop', 'detail=services', 'detail=endpoints']) {
      const at = (second: number) => harbour.startedAt + second * 1_000
      const before = await app().read<Topology>(`/api/v1/topology?at=${at(from)}&${view}`)
      const after = await app().read<Topology>(`/api/v1/topology?at=${at(to)}&${view}`)
      const diff = await app().read<TopologyDiff>(`/api/v1/topology/diff?from=${at(from)}&to=${at(to)}&${view}`)
      expect(applied(diff, before)).toEqual(told(after))
      expect(told(before)).toEqual(applied(reversed(diff), after))
      expect([diff.from, diff.to].map(({ seq }) => seq)).toEqual([before.seq, after.seq])
    }
  })
})

type Parts = readonly (TopologyNode | TopologyEdge)[]

/** Nodes and edges as text, ascending: the same part may be there twice. */
function told({ nodes, edges }: { readonly nodes: Parts; readonly edges: Parts }): string[] {
  return [...nodes, ...edges].map((part) => JSON.stringify(part)).sort()
}

function applied({ added, removed, changed }: Pick<TopologyDiff, 'added' | 'removed' | 'changed'>, before: Topology) {
  const pairs = [...changed.nodes, ...changed.edges]
  const parts = told(before)
  for (const gone of [...told(removed), ...pairs.map((pair) => JSON.stringify(pair.before))]) {
    const place = parts.indexOf(gone)
    expect([gone, place]).not.toEqual([gone, -1])
    parts.splice(place, 1)
  }
  return [...parts, ...told(added), ...pairs.map((pair) => JSON.stringify(pair.after))].sort()
}

function reversed({ added, removed, changed }: TopologyDiff): Pick<TopologyDiff, 'added' | 'removed' | 'changed'> {
  return {
    added: removed,
    removed: added,
    changed: {
      nodes: changed.nodes.map(({ before, after }) => ({ before: after, after: before, differences: [] })),
      edges: changed.edges.map(({ before, after }) => ({ before: after, after: before, differences: [] })),
    },
  }
}
