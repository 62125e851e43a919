import { expect, test } from 'vitest'
import { anIngress, aService, aTopology } from '../../../testing/a-topology.ts'
import { layOut } from '../layout/lay-out.ts'
import { stepFrom } from '../layout/navigate.ts'
import { buildScene } from '../scene/build-scene.ts'
import { NO_GHOSTS } from '../scene/ghosts.ts'
import { trafficOf } from '../scene/trace.ts'
import { withPins } from './with-pins.ts'

const topology = aTopology(
  aService('shop/web'),
  aService('shop/api'),
  anIngress('shop/edge', [{ host: 'shop.example.com', path: '/', to: 'shop/web' }]),
)
const scene = buildScene({ topology, namespaces: [], ghosts: NO_GHOSTS })

test('pinned Services stand on top in the order of the pins, and in their places; what is not there is left out', () => {
  const pinned = withPins(scene, ['Service/shop/web', 'Service/pay/ledger', 'Service/shop/api'])
  expect(pinned.bands.map(({ namespace, routed }) => [namespace, routed.map(({ name }) => name)])).toEqual([
    ['', ['web', 'api']],
    ['shop', ['web']],
  ])
  expect(pinned.counts).toEqual(scene.counts)
  expect(pinned.links).toEqual(scene.links)
})

test('from a pinned copy the traffic leads where it leads from the Service itself', () => {
  const chart = layOut(withPins(scene, ['Service/shop/web']), { density: 'card', open: new Set(), hasRoutes: true })
  const upstream = stepFrom('pinned>Service/shop/web', 'upstream', { chart, traffic: trafficOf(scene), visited: [] })
  expect(upstream).toBe('Ingress/shop/edge#shop.example.com')
})

test('without pins the scene is the same one', () => {
  expect(withPins(scene, ['Service/pay/ledger'])).toBe(scene)
})
