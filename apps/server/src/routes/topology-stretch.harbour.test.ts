import type { Topology, TopologyStretch } from '@portolan/contract'
import { FoldedStretch } from '@portolan/contract/folding'
import { describe, expect, test } from 'vitest'
import { appOverHarbour } from '../../test/app-over-harbour.ts'
import { harbour } from '../../test/recorded-harbour.ts'

const app = appOverHarbour()

/** While it is listed, in the middle of things, and everything. */
const STRETCHES = [
  [20, 60_000],
  [20_000, 40_000],
  [20, 330_000],
] as const
const INSTANTS = 24

describe('a stretch of a real cluster, folded where it is looked at', () => {
  test.each(
    ['shop', 'ingress-nginx', ''].flatMap((namespace) => STRETCHES.map(([from, to]) => [namespace, from, to] as const)),
  )('is the map that is answered for every instant: %s from %d to %d ms, forward and back', async (name, from, to) => {
    const namespaces = name === '' ? [] : [name]
    const scope = namespaces.map((namespace) => `&namespace=${namespace}`).join('')
    const at = (ms: number) => harbour.startedAt + ms
    const path = `/api/v1/topology/stretch?from=${at(from)}&to=${at(to)}${scope}`
    const stretch = await app().read<TopologyStretch>(path)
    expect(stretch.obstacle).toBeNull()
    const folded = new FoldedStretch(stretch, namespaces)
    for (const ms of instantsOf(from, to)) {
      const told = await app().read<Topology>(`/api/v1/topology?at=${at(ms)}&detail=services${scope}`)
      const { seq, ...map } = folded.topologyAt(at(ms))
      expect(map).toEqual({ at: told.at, coverage: told.coverage, nodes: told.nodes, edges: told.edges })
      expect(seq).toBeLessThanOrEqual(told.seq)
    }
    expect(folded.topologyAt(at(to)).nodes.length).toBeGreaterThan(0)
  })
})

/** All over it, each far from the one before; both ends. */
function instantsOf(from: number, to: number): number[] {
  const between = Array.from({ length: INSTANTS }, (_, index) => ((index + 1) * 0.618_033_988_75) % 1)
  return [to, from, ...between.map((share) => Math.round(from + share * (to - from)))]
}
