import type { Placement } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { groupsByPlace } from './group-endpoints.ts'

const node = (name: string, zone: string | null, more = {}) => ({
  name,
  zone,
  isReady: true,
  isSchedulable: true,
  ...more,
})
const placement: Placement = {
  at: '2026-11-21T01:00:08.974Z',
  seq: 1,
  services: [
    {
      key: 'Service/shop/web',
      byNode: [
        { node: 'n1', ready: 2, unready: 0, terminating: 0 },
        { node: 'n2', ready: 1, unready: 1, terminating: 0 },
        { node: 'n3', ready: 0, unready: 1, terminating: 1 },
        { node: null, ready: 1, unready: 0, terminating: 0 },
      ],
    },
  ],
  nodes: [node('n1', 'b'), node('n2', 'a', { isSchedulable: false }), node('n3', 'b', { isReady: false })],
}

describe('groupsByPlace', () => {
  test('by Node, with what is the matter with it', () => {
    expect(groupsByPlace(placement, 'node').get('Service/shop/web')).toEqual([
      { name: 'n1', ready: 2, unready: 0, terminating: 0 },
      { name: 'n2', ready: 1, unready: 1, terminating: 0, trouble: 'cordoned' },
      { name: 'n3', ready: 0, unready: 1, terminating: 1, trouble: 'unready' },
      { name: null, ready: 1, unready: 0, terminating: 0 },
    ])
  })

  test('by zone, Nodes of a zone together and what has none last', () => {
    expect(groupsByPlace(placement, 'zone').get('Service/shop/web')).toEqual([
      { name: 'a', ready: 1, unready: 1, terminating: 0 },
      { name: 'b', ready: 2, unready: 1, terminating: 1 },
      { name: null, ready: 1, unready: 0, terminating: 0 },
    ])
  })
})
