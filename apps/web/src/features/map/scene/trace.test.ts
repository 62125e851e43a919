import { expect, test } from 'vitest'
import { anIngress, aService, aTopology } from '../../../testing/a-topology.ts'
import { buildScene } from './build-scene.ts'
import { NO_GHOSTS } from './ghosts.ts'
import { cardsAround, trafficOf } from './trace.ts'

test('around an object is what leads to any of its cards and what they lead to, and no more', () => {
  const scene = buildScene({
    topology: aTopology(
      ...[aService('shop/web'), aService('shop/api'), aService('shop/db')],
      anIngress('shop/edge', [
        { host: 'a.example.com', to: 'shop/web' },
        { host: 'b.example.com', to: 'shop/api' },
      ]),
    ),
    namespaces: [],
    ghosts: NO_GHOSTS,
  })
  const around = (key: string) => [...(cardsAround(scene, trafficOf(scene), key) ?? [])].sort()
  const [nginx, a, b] = [
    'shop<IngressClass/-/nginx@203.0.113.10',
    'Ingress/shop/edge#a.example.com',
    'Ingress/shop/edge#b.example.com',
  ]
  expect(around('Service/shop/web')).toEqual([a, 'Service/shop/web', nginx].sort())
  expect(around('Ingress/shop/edge')).toEqual([a, b, 'Service/shop/api', 'Service/shop/web', nginx].sort())
  expect(around('Service/shop/db')).toEqual(['Service/shop/db'])
  expect(cardsAround(scene, trafficOf(scene), 'Service/shop/gone')).toBeUndefined()
})
