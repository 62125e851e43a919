import { describe, expect, test } from 'vitest'
import { anHttpRoute, anIngress, aService, aTopology, exposed, type Part } from '../../../testing/a-topology.ts'
import { buildScene } from './build-scene.ts'
import { NO_GHOSTS } from './ghosts.ts'
import type { Band } from './scene.ts'

function sceneOfParts(parts: readonly Part[], namespaces: readonly string[] = []) {
  return buildScene({ topology: aTopology(...parts), namespaces, ghosts: NO_GHOSTS })
}

const ids = ({ entries, routes, routed, unrouted }: Band) => ({
  entries: entries.map(({ id }) => id),
  routes: routes.map(({ id }) => id),
  routed: routed.map(({ id }) => id),
  unrouted: unrouted.map(({ id }) => id),
})

describe('buildScene', () => {
  test('an Ingress is one card per host; Services follow its rules, those without a route come last', () => {
    const scene = sceneOfParts([
      aService('shop/web'),
      aService('shop/api'),
      aService('shop/db'),
      anIngress('shop/edge', [
        { host: 'www.example.com', path: '/', to: 'shop/web' },
        { host: 'shop.example.com', path: '/api', to: 'shop/api' },
        { host: 'shop.example.com', path: '/', to: 'shop/web' },
      ]),
    ])
    expect(scene.bands.map(ids)).toEqual([
      {
        entries: ['shop<IngressClass/-/nginx@203.0.113.10'],
        routes: ['Ingress/shop/edge#shop.example.com', 'Ingress/shop/edge#www.example.com'],
        routed: ['Service/shop/web', 'Service/shop/api'],
        unrouted: ['Service/shop/db'],
      },
    ])
    expect(scene.counts).toEqual({ rules: 3, rulesToNowhere: 0, reached: 2, services: 3 })
  })

  test('a Service that is exposed itself has an entry of its own, which leads straight to it', () => {
    const scene = sceneOfParts([
      ...[aService('shop/web'), aService('shop/dns'), aService('shop/db')],
      exposed('shop/web', { ports: [30443, 30080] }),
      exposed('shop/dns', { address: '203.0.113.7', ports: [53] }),
    ])
    const entries = scene.bands.flatMap((band) => band.entries)
    expect(
      entries.map(({ id, key, name, addresses, door }) => ({ id, key, name, addresses, ways: door.ways })),
    ).toEqual([
      {
        id: 'Service/shop/dns<direct',
        key: 'Address/-/203.0.113.7',
        name: '203.0.113.7',
        addresses: ['203.0.113.7'],
        ways: [{ address: '203.0.113.7', via: 'LoadBalancer', ports: [53] }],
      },
      {
        id: 'Service/shop/web<direct',
        key: 'NodePort/-/30080',
        name: '30080',
        addresses: [],
        ways: [{ address: '', via: 'NodePort', ports: [30080, 30443] }],
      },
    ])
    expect(scene.links.map(({ from, to, isDirect }) => [from, to, isDirect])).toEqual([
      ['Service/shop/dns<direct', 'Service/shop/dns', true],
      ['Service/shop/web<direct', 'Service/shop/web', true],
    ])
  })

  test('what runs a controller, and the places it is reached at, are no Services', () => {
    const node = (key: string, namespace: string | null) => {
      const [kind = '', , name = ''] = key.split('/')
      return {
        ...{ key, kind, namespace, name, uid: null },
        presence: 'unknown',
        health: 'unknown',
        facts: {},
      } as const
    }
    const frontDoor = {
      nodes: [
        node('DaemonSet/shop/nginx', 'shop'),
        node('Address/-/203.0.113.10', null),
        node('NodePort/-/30080', null),
      ],
      edges: [],
    }
    const scene = sceneOfParts([aService('shop/web'), frontDoor])
    expect(scene.bands.map(ids)).toEqual([{ entries: [], routes: [], routed: [], unrouted: ['Service/shop/web'] }])
  })

  test('what is named and absent stands in its place, and the rules to it are counted', () => {
    const scene = sceneOfParts([
      aService('shop/web'),
      anIngress('shop/edge', [
        { path: '/', to: 'shop/web' },
        { path: '/cart', to: 'shop/cart', absent: 'object' },
        { path: '/admin', to: 'shop/web', absent: 'port' },
      ]),
    ])
    const [route] = scene.bands[0]?.routes ?? []
    expect(route?.rules.map(({ path, targets }) => [path, targets[0]?.state, targets[0]?.why])).toEqual([
      ['/', 'resolved', undefined],
      ['/admin', 'missing', 'no-port'],
      ['/cart', 'missing', 'no-object'],
    ])
    expect(scene.counts).toEqual({ rules: 3, rulesToNowhere: 2, reached: 1, services: 1 })
  })

  test('backends of one match share its traffic; a Gateway is drawn beside its route only', () => {
    const scene = sceneOfParts([
      aService('shop/web'),
      aService('shop/web-canary'),
      anHttpRoute('shop/web', [
        { to: 'shop/web', share: 0.9 },
        { to: 'shop/web-canary', share: 0.1 },
      ]),
    ])
    expect(scene.bands.map(({ namespace }) => namespace)).toEqual(['shop'])
    const [route] = scene.bands[0]?.routes ?? []
    expect(route?.isTls).toBe(true)
    expect(route?.rules.map(({ targets }) => targets.map(({ to, share }) => [to, share]))).toEqual([
      [
        ['Service/shop/web', 0.9],
        ['Service/shop/web-canary', 0.1],
      ],
    ])
  })

  test('A9 a backend in a namespace that is not in scope is a stub at the edge of the band', () => {
    const parts = [
      aService('pay/ledger'),
      anHttpRoute('shop/web', [{ to: 'pay/ledger', refused: 'no-reference-grant' }]),
    ]
    expect(sceneOfParts(parts, ['shop']).bands.map(ids)).toEqual([
      {
        entries: ['shop<Gateway/edge/public'],
        routes: ['HTTPRoute/shop/web'],
        routed: ['shop>Service/pay/ledger'],
        unrouted: [],
      },
    ])
    expect(sceneOfParts(parts).links.map(({ to, state }) => [to, state])).toEqual([
      ['HTTPRoute/shop/web', 'resolved'],
      ['Service/pay/ledger', 'refused'],
    ])
  })

  test('a route from outside stands in the band of the Service it leads to', () => {
    const parts = [aService('pay/ledger'), anHttpRoute('shop/web', [{ to: 'pay/ledger' }])]
    expect(sceneOfParts(parts, ['pay']).bands.map(ids)).toEqual([
      {
        entries: ['pay<Gateway/edge/public'],
        routes: ['HTTPRoute/shop/web'],
        routed: ['Service/pay/ledger'],
        unrouted: [],
      },
    ])
  })
})
