import type { Topology, TopologyDiff, TopologyEdge, TopologyNode } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { isHiddenOn } from './hidden.ts'
import { unionOf } from './union.ts'

const node = (name: string, ready = 1): TopologyNode => ({
  key: `Service/shop/${name}`,
  kind: 'Service',
  namespace: 'shop',
  name,
  uid: name,
  presence: 'observed',
  health: 'ok',
  facts: { ready },
})
const edge = (to: string, path: string): TopologyEdge => ({
  from: 'Ingress/shop/edge',
  to: `Service/shop/${to}`,
  relation: 'route',
  state: 'resolved',
  facts: { path },
})
const coverage = { kinds: {}, gaps: [] }
const moment = { at: '2026-11-21T14:06:00.000Z', seq: 9, coverage }
const after: Topology = {
  ...moment,
  nodes: [node('web', 3), node('new')],
  edges: [edge('web', '/'), edge('new', '/api')],
}
const difference: TopologyDiff = {
  from: { ...moment, seq: 4 },
  to: moment,
  added: { nodes: [node('new')], edges: [edge('new', '/api')] },
  removed: { nodes: [node('old')], edges: [edge('old', '/api')] },
  changed: { nodes: [{ before: node('web', 2), after: node('web', 3), differences: [] }], edges: [] },
}

describe('two instants as one chart', () => {
  test('everything of either is there, and what differs is marked', () => {
    const union = unionOf(after, difference, 'diff')
    expect(union.nodes).toEqual([
      { ...node('web', 3), mark: 'changed', before: node('web', 2) },
      { ...node('new'), mark: 'added' },
      { ...node('old'), mark: 'removed' },
    ])
    expect(union.edges).toEqual([
      edge('web', '/'),
      { ...edge('new', '/api'), mark: 'added' },
      { ...edge('old', '/api'), mark: 'removed' },
    ])
  })

  test('each side holds the same things, as they were there', () => {
    const keys = (side: 'a' | 'b') => unionOf(after, difference, side).nodes.map(({ key }) => key)
    expect(keys('a')).toEqual(keys('b'))
    expect(unionOf(after, difference, 'a').nodes[0]?.facts).toEqual({ ready: 2 })
    expect(unionOf(after, difference, 'b').nodes[0]?.facts).toEqual({ ready: 3 })
  })

  test('what came is not in A, what went is not in B, and both are in the difference', () => {
    expect([isHiddenOn('a', 'added'), isHiddenOn('b', 'removed')]).toEqual([true, true])
    for (const mark of ['added', 'removed', 'changed', undefined] as const) expect(isHiddenOn('diff', mark)).toBe(false)
  })
})
