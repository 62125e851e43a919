import { expect, test } from 'vitest'
import { anIngress, aService, aTopology, exposed } from '../../../testing/a-topology.ts'
import { buildScene } from '../scene/build-scene.ts'
import { NO_GHOSTS } from '../scene/ghosts.ts'
import { layOut } from './lay-out.ts'
import { linesOf } from './lines.ts'

test('a way straight to a Service is not drawn through a route that has nothing to do with it', () => {
  const scene = buildScene({
    topology: aTopology(
      ...[aService('shop/web'), aService('shop/dns')],
      anIngress(
        'shop/edge',
        ['/a', '/b', '/c', '/d', '/e', '/f'].map((path) => ({ host: 'shop.example.com', path, to: 'shop/web' })),
      ),
      exposed('shop/web', { address: '203.0.113.7', ports: [80] }),
      exposed('shop/dns', { ports: [30053] }),
    ),
    namespaces: [],
    ghosts: NO_GHOSTS,
  })
  const options = { density: 'card', open: new Set<string>(), hasRoutes: true } as const
  const lines = linesOf(scene, layOut(scene, options), options)
  const direct = lines.filter(({ link }) => link.isDirect)
  expect(direct.map(({ link, isBroken = false }) => [link.to, isBroken])).toEqual([
    ['Service/shop/web', true],
    ['Service/shop/dns', false],
  ])
})
