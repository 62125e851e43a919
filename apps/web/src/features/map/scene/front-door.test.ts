import { expect, test } from 'vitest'
import { aFrontDoor, anIngress, aService, aTopology, type Part } from '../../../testing/a-topology.ts'
import { buildScene } from './build-scene.ts'
import { entryCardState } from './card-state.ts'
import { NO_GHOSTS } from './ghosts.ts'

const CLASS = 'IngressClass/-/nginx'

function entriesBehind(...parts: readonly Part[]) {
  const ingress = anIngress('shop/edge', [{ path: '/', to: 'shop/web' }])
  const topology = aTopology(aService('shop/web'), ingress, ...parts)
  return buildScene({ topology, namespaces: ['shop'], ghosts: NO_GHOSTS }).bands.flatMap(({ entries }) => entries)
}

test('an entry knows by which addresses and ports its controller is reached, and its Pods', () => {
  const [entry] = entriesBehind(aFrontDoor(CLASS, { ready: 1, total: 2 }))
  expect(entry?.door).toEqual({
    ways: [
      { address: '203.0.113.10', ports: [80, 443], via: 'LoadBalancer' },
      { address: '', ports: [30080], via: 'NodePort' },
    ],
    pods: { ready: 1, total: 2 },
    controllers: ['DaemonSet/edge/nginx'],
    isInferred: false,
  })
  expect(entriesBehind(aFrontDoor(CLASS, { confidence: 'inferred' }))[0]?.door.isInferred).toBe(true)
})

test.each([
  [2, 'all'],
  [1, 'some'],
  [0, 'none'],
])('an entry is as bad as the Pods that take its requests: %i of 2 ready', (ready, state) => {
  expect(entriesBehind(aFrontDoor(CLASS, { ready, total: 2 })).map(entryCardState)).toEqual([state])
})

test('without a controller an entry says nothing of one', () => {
  expect(entriesBehind().map(({ door }) => door)).toEqual([
    { ways: [], pods: undefined, controllers: [], isInferred: false },
  ])
})
