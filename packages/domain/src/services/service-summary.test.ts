import { describe, expect, test } from 'vitest'
import {
  anEndpointSlice,
  anHttpRoute,
  anIngress,
  aPod,
  aProjected,
  aRawObject,
  aService,
  aSnapshot,
} from '../testing/index.ts'
import { summariseService, summariseServices } from './service-summary.ts'

const ready = { ready: true, serving: true, terminating: false }
const pod = (name: string, hash?: string) =>
  aPod(name, { labels: hash === undefined ? {} : { 'pod-template-hash': hash } })

describe('summariseService', () => {
  test('[A27] [H.1] counts endpoints by identity over all slices, never address and port pairs', () => {
    const [a, b, c] = [pod('a', 'old'), pod('b', 'new'), pod('c', 'new')]
    const ports = [
      { name: 'admin', port: 9901 },
      { name: 'http', port: 10000 },
    ]
    const snapshot = aSnapshot(
      aService('web', { ports }),
      ...[a, b, c],
      anEndpointSlice('web-v4', {
        service: 'web',
        ports,
        endpoints: [
          { pod: a, ready: false, serving: false, terminating: true },
          { pod: b, ...ready },
          { pod: c, ready: false, serving: false, terminating: false },
        ],
      }),
      anEndpointSlice('web-v6', {
        service: 'web',
        addressType: 'IPv6',
        endpoints: [{ pod: b, address: 'fd00::1', ...ready }],
      }),
      anEndpointSlice('web-by-hand', { service: 'web', endpoints: [{ address: '192.168.0.9' }] }),
    )
    expect(summariseService(snapshot, 'default', 'web')).toEqual({
      key: 'Service/default/web',
      namespace: 'default',
      name: 'web',
      type: 'ClusterIP',
      clusterIP: '10.96.0.10',
      dns: 'web.default.svc.cluster.local',
      ports: snapshot.find('Service', 'default', 'web')?.spec.ports,
      endpoints: { ready: 2, unready: 1, terminating: 1, total: 4 },
      byRevision: [
        { revision: 'new', ready: 1, unready: 1, terminating: 0 },
        { revision: 'old', ready: 0, unready: 0, terminating: 1 },
        { ready: 1, unready: 0, terminating: 0 },
      ],
      health: 'warning',
      reason: 'some-ready',
      isRouted: false,
    })
  })

  test('[D.4.7] while two slices disagree the better state counts, and terminating never does', () => {
    const a = pod('a')
    const counts = (...conditions: object[]) => {
      const slices = conditions.map((one, index) =>
        anEndpointSlice(`web-${index}`, { service: 'web', endpoints: [{ pod: a, ...one }] }),
      )
      return summariseService(aSnapshot(aService('web'), ...slices), 'default', 'web')?.endpoints
    }
    const leaving = { ready: false, serving: true, terminating: true }
    expect(counts({ ready: false }, { ready: true })).toEqual({ ready: 1, unready: 0, terminating: 0, total: 1 })
    expect(counts({ ready: false }, leaving)).toEqual({ ready: 0, unready: 1, terminating: 0, total: 1 })
  })

  test('a Service that is not there has no row', () => {
    const orphan = anEndpointSlice('web-1', { service: 'web', endpoints: [{ ready: true }] })
    expect(summariseService(aSnapshot(orphan), 'default', 'web')).toBeUndefined()
  })

  describe('isRouted', () => {
    const api = aService('api', { namespace: 'shop' })
    const isRouted = (...objects: Parameters<typeof aSnapshot>) => {
      const snapshot = aSnapshot(api, ...objects)
      const one = summariseService(snapshot, 'shop', 'api')?.isRouted
      expect(summariseServices(snapshot, ['shop']).map((row) => row.isRouted)).toEqual([one])
      return one
    }

    test('a rule, a default backend or a route of its namespace leads to it, whatever the port', () => {
      const defaultBackend = { service: { name: 'api', port: { number: 81 } } }
      expect(isRouted(anIngress('shop', { namespace: 'shop', service: 'api', port: 81 }))).toBe(true)
      expect(isRouted(anIngress('shop', { namespace: 'shop', spec: { defaultBackend } }))).toBe(true)
      expect(isRouted(anHttpRoute('shop', { namespace: 'shop', service: 'api' }))).toBe(true)
      expect(isRouted(anIngress('shop', { namespace: 'pay', service: 'api' }))).toBe(false)
    })

    test('a route of another namespace only where a grant lets it in', () => {
      const spec = { rules: [{ backendRefs: [{ name: 'api', namespace: 'shop', port: 80 }] }] }
      const cross = anHttpRoute('cross', { namespace: 'edge', spec })
      const from = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'edge' }]
      const grant = (name: string) =>
        aProjected(
          'ReferenceGrant',
          aRawObject('ReferenceGrant', 'let-in', {
            namespace: 'shop',
            spec: { from, to: [{ group: '', kind: 'Service', name }] },
          }),
        )
      expect(isRouted(cross)).toBe(false)
      expect(isRouted(cross, grant('web'))).toBe(false)
      expect(isRouted(cross, grant('api'))).toBe(true)
    })
  })
})

describe('summariseServices', () => {
  test('rows come by namespace and name, of the namespaces asked for or of all', () => {
    const snapshot = aSnapshot(
      aService('web', { namespace: 'shop' }),
      aService('b', { namespace: 'pay' }),
      aService('a', { namespace: 'pay' }),
    )
    expect(summariseServices(snapshot).map(({ key }) => key)).toEqual([
      'Service/pay/a',
      'Service/pay/b',
      'Service/shop/web',
    ])
    expect(summariseServices(snapshot, ['shop']).map(({ key }) => key)).toEqual(['Service/shop/web'])
  })
})
