import { describe, expect, test } from 'vitest'
import { anHttpRoute, aProjected, aRawObject, aService, aSnapshot } from '../../testing/index.ts'
import { gatewayRouteEdges } from './gateway-routes.ts'

const api = aService('api', { namespace: 'shop', ports: [{ port: 9000 }] })
const web = aService('web', { namespace: 'shop' })

const grant = (to: object, from: object = {}) =>
  aProjected(
    'ReferenceGrant',
    aRawObject('ReferenceGrant', 'let-in', {
      namespace: 'shop',
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'edge', ...from }],
        to: [{ group: '', kind: 'Service', ...to }],
      },
    }),
  )

describe('gatewayRouteEdges', () => {
  test('[D.8] every match and backend of a rule is an edge with its share of the weight', () => {
    const route = anHttpRoute('shop', {
      namespace: 'shop',
      hostnames: ['shop.example.org'],
      spec: {
        rules: [
          {
            matches: [{ path: { type: 'Exact', value: '/api' }, method: 'GET' }, { path: { value: '/v2' } }],
            backendRefs: [
              { name: 'api', port: 9000, weight: 3 },
              { name: 'web', port: 80 },
            ],
          },
        ],
      },
    })
    const found = gatewayRouteEdges(route, aSnapshot(api, web)).map(({ to, state, facts }) => ({
      ...{ to, state, port: facts.port, path: facts.path, pathType: facts.pathType },
      ...('share' in facts && { share: facts.share, hostnames: facts.hostnames }),
    }))
    const hostnames = ['shop.example.org']
    const toApi = { to: 'Service/shop/api', state: 'resolved', port: 9000, share: 0.75, hostnames }
    const toWeb = { to: 'Service/shop/web', state: 'resolved', port: 80, share: 0.25, hostnames }
    expect(found).toEqual([
      { ...toApi, path: '/api', pathType: 'Exact' },
      { ...toWeb, path: '/api', pathType: 'Exact' },
      { ...toApi, path: '/v2', pathType: 'PathPrefix' },
      { ...toWeb, path: '/v2', pathType: 'PathPrefix' },
    ])
  })

  test('weight 0 everywhere is a share of 0, not of nothing', () => {
    const rules = [{ backendRefs: [{ name: 'web', port: 80, weight: 0 }] }]
    const edges = gatewayRouteEdges(anHttpRoute('shop', { namespace: 'shop', spec: { rules } }), aSnapshot(web))
    expect(edges.map(({ facts }) => 'share' in facts && facts.share)).toEqual([0])
  })

  test('[D.8] the port is the Service port; without one the backend is missing', () => {
    const states = [80, 8080].map((port) => {
      const route = anHttpRoute('shop', { namespace: 'shop', service: 'web', port })
      return gatewayRouteEdges(route, aSnapshot(web)).map(({ state, facts }) => [state, facts.absent])
    })
    expect(states).toEqual([[['resolved', undefined]], [['missing', 'port']]])
  })

  test('a TCP route, which looks at nothing, is an edge for each backend', () => {
    const raw = aRawObject('TCPRoute', 'db', {
      namespace: 'shop',
      spec: { rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
    })
    expect(gatewayRouteEdges(aProjected('TCPRoute', raw), aSnapshot(web))).toEqual([
      {
        from: 'TCPRoute/shop/db',
        to: 'Service/shop/web',
        relation: 'route',
        state: 'resolved',
        facts: { hostnames: [], port: 80, weight: 1, share: 1 },
      },
    ])
  })

  describe('to another namespace', () => {
    const cross = anHttpRoute('cross', {
      namespace: 'edge',
      spec: { rules: [{ backendRefs: [{ name: 'api', namespace: 'shop', port: 9000 }] }] },
    })
    const verdict = (snapshot: ReturnType<typeof aSnapshot>) =>
      gatewayRouteEdges(cross, snapshot).map(({ to, state, facts }) => [to, state, 'refused' in facts && facts.refused])

    test('[D.8] without a ReferenceGrant there it is an edge that is refused', () => {
      expect(verdict(aSnapshot(api))).toEqual([['Service/shop/api', 'resolved', 'no-reference-grant']])
      expect(verdict(aSnapshot())).toEqual([['Service/shop/api', 'missing', 'no-reference-grant']])
    })

    test('[D.8] a grant there that names kind, namespace and, if any, the Service lets it in', () => {
      expect(verdict(aSnapshot(api, grant({})))).toEqual([['Service/shop/api', 'resolved', false]])
      const [granted] = gatewayRouteEdges(cross, aSnapshot(api, grant({})))
      expect(granted?.facts).toMatchObject({ grantedBy: 'ReferenceGrant/shop/let-in' })
      expect(verdict(aSnapshot(api, grant({ name: 'api' })))).toEqual([['Service/shop/api', 'resolved', false]])
      for (const other of [
        grant({ name: 'web' }),
        grant({}, { namespace: 'other' }),
        grant({}, { kind: 'GRPCRoute' }),
      ]) {
        expect(verdict(aSnapshot(api, other))).toEqual([['Service/shop/api', 'resolved', 'no-reference-grant']])
      }
    })

    test('where grants cannot be read it is unknown; where the server has none it is refused', () => {
      const snapshot = aSnapshot(api)
      snapshot.setVisibility('ReferenceGrant', undefined, 'denied')
      expect(verdict(snapshot)).toEqual([['Service/shop/api', 'unknown', false]])
      snapshot.setVisibility('ReferenceGrant', undefined, 'absent')
      expect(verdict(snapshot)).toEqual([['Service/shop/api', 'resolved', 'no-reference-grant']])
    })
  })
})
