import { describe, expect, test } from 'vitest'
import { anEndpointSlice, aPod, aService, aSnapshot } from '../testing/index.ts'
import { nodePlace, servicePlacements } from './service-placement.ts'

const [a, b] = [aPod('a', { node: 'n2' }), aPod('b', { node: 'n1' })]
const endpoints = [{ pod: a, ready: true }, { pod: b, ready: false }, { address: '192.168.0.9' }]
const snapshot = aSnapshot(
  ...[aService('web'), aService('alone'), a, b],
  anEndpointSlice('web-1', { service: 'web', endpoints }),
)

describe('servicePlacements', () => {
  test('endpoints are counted by the node their slice names; Services without any are left out', () => {
    expect([...servicePlacements(snapshot, 'default')]).toEqual([
      {
        service: 'Service/default/web',
        byNode: [
          { node: 'n1', ready: 0, unready: 1, terminating: 0 },
          { node: 'n2', ready: 1, unready: 0, terminating: 0 },
          { ready: 1, unready: 0, terminating: 0 },
        ],
      },
    ])
  })

  test('a node that nobody told of is known by its name only', () => {
    expect(nodePlace(snapshot, 'n9')).toEqual({ name: 'n9' })
  })
})
