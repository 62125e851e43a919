import { describe, expect, test } from 'vitest'
import {
  aGateway,
  aGatewayClass,
  aNamespace,
  anHttpRoute,
  aProjected,
  aRawObject,
  aSnapshot,
} from '../../testing/index.ts'
import { gatewayClassEdges } from './gateway-class.ts'
import { listenerSetParentEdges, routeParentEdges } from './route-parents.ts'

const gateway = aGateway('public', {
  namespace: 'shop',
  className: 'envoy',
  listeners: [
    { name: 'http', port: 80, protocol: 'HTTP' },
    { name: 'https', port: 443, protocol: 'HTTPS' },
  ],
})
const everything = aSnapshot(gateway, aGatewayClass('envoy'))

function parents(parentRef: object, status: object = {}) {
  const route = anHttpRoute('web', { namespace: 'shop', spec: { parentRefs: [parentRef] }, status: { ...status } })
  return routeParentEdges(route, everything).map(({ to, state, facts }) => {
    const { attachments: _, ...reference } = facts
    return { to, state, ...reference }
  })
}

describe('routeParentEdges', () => {
  const to = 'Gateway/shop/public'

  test("[D.8] a parent is a Gateway of the route's namespace unless it says otherwise, with all its listeners", () => {
    expect(parents({ name: 'public' })).toEqual([{ to, state: 'resolved', listeners: ['http', 'https'] }])
    expect(parents({ name: 'public', namespace: 'edge' })).toEqual([
      { to: 'Gateway/edge/public', state: 'missing', listeners: [] },
    ])
  })

  test('[D.8] name and port of a listener must both match where both are given', () => {
    expect(parents({ name: 'public', sectionName: 'https' })).toEqual([
      { to, state: 'resolved', sectionName: 'https', listeners: ['https'] },
    ])
    expect(parents({ name: 'public', port: 80 })).toEqual([{ to, state: 'resolved', port: 80, listeners: ['http'] }])
    expect(parents({ name: 'public', sectionName: 'https', port: 80 })).toEqual([
      { to, state: 'missing', sectionName: 'https', port: 80, listeners: [] },
    ])
  })

  test('what the controller says of this parent is told', () => {
    const conditions = [{ type: 'Accepted', status: 'False', reason: 'NotAllowedByListeners' }]
    const reported = (name: string) => ({
      parents: [{ parentRef: { name }, controllerName: 'example.com/x', conditions }],
    })
    expect(parents({ name: 'public' }, reported('public'))).toEqual([
      { to, state: 'resolved', listeners: ['http', 'https'], accepted: 'False', reason: 'NotAllowedByListeners' },
    ])
    expect(parents({ name: 'public' }, reported('other'))).toEqual([
      { to, state: 'resolved', listeners: ['http', 'https'] },
    ])
  })

  describe('attachments', () => {
    const open = aGateway('open', {
      namespace: 'edge',
      className: 'envoy',
      listeners: [
        { name: 'mine', port: 80, protocol: 'HTTP' },
        { name: 'all', port: 81, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } },
        { name: 'tcp', port: 82, protocol: 'TCP', allowedRoutes: { namespaces: { from: 'All' } } },
        {
          ...{ name: 'other', port: 83, protocol: 'HTTP', hostname: 'other.example' },
          allowedRoutes: { namespaces: { from: 'All' } },
        },
        {
          ...{ name: 'wild', port: 84, protocol: 'HTTP', hostname: '*.shop.example' },
          allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { open: 'yes' } } } },
        },
      ],
    })
    const attachments = (options: Parameters<typeof anHttpRoute>[1] = {}) => {
      const snapshot = aSnapshot(open, aGatewayClass('envoy'), aNamespace('shop', { labels: { open: 'yes' } }))
      const parentRefs = [{ name: 'open', namespace: 'edge' }]
      const route = anHttpRoute('web', {
        namespace: 'shop',
        ...options,
        spec: { parentRefs, hostnames: ['a.b.shop.example'] },
      })
      return routeParentEdges(route, snapshot).flatMap(({ facts }) => facts.attachments ?? [])
    }

    test('[D.8] namespace, kind and hostname must all fit; a wildcard covers several labels', () => {
      const byRule = { by: 'rule' }
      expect(attachments()).toEqual([
        {
          listener: 'mine',
          verdict: 'refused',
          ...byRule,
          why: 'listener mine does not take routes of namespace shop',
        },
        { listener: 'all', verdict: 'attached', hostnames: ['a.b.shop.example'], ...byRule },
        { listener: 'tcp', verdict: 'refused', ...byRule, why: 'listener tcp does not take the kind HTTPRoute' },
        { listener: 'other', verdict: 'no-shared-hostname', ...byRule },
        { listener: 'wild', verdict: 'attached', hostnames: ['a.b.shop.example'], ...byRule },
      ])
    })

    test('[D.8] what the controller of the class says of the route as it is now counts first', () => {
      const said = (controllerName: string, observedGeneration: number) => {
        const conditions = [{ type: 'Accepted', status: 'False', reason: 'Pending', observedGeneration }]
        const parents = [{ parentRef: { name: 'open', namespace: 'edge' }, controllerName, conditions }]
        return attachments({ generation: 3, status: { parents } }).find(({ listener }) => listener === 'all')
      }
      const computed = { listener: 'all', verdict: 'attached', hostnames: ['a.b.shop.example'], by: 'rule' }
      expect(said('example.com/gateway', 3)).toEqual({
        ...{ listener: 'all', verdict: 'refused', by: 'controller', why: 'Pending' },
      })
      expect(said('example.com/gateway', 2)).toEqual(computed)
      expect(said('example.com/somebody-else', 3)).toEqual(computed)
    })
  })

  test('a parent of a kind without listeners is looked up by name only', () => {
    expect(parents({ group: '', kind: 'Service', name: 'web' })).toEqual([
      { to: 'Service/shop/web', state: 'missing', listeners: [] },
    ])
  })
})

describe('the chain above a route', () => {
  test('[D.8] a ListenerSet adds its listeners to a Gateway, a Gateway has a class', () => {
    const raw = aRawObject('ListenerSet', 'more', {
      namespace: 'shop',
      spec: { parentRef: { name: 'public' }, listeners: [{ name: 'extra', port: 8443, protocol: 'HTTPS' }] },
    })
    expect(listenerSetParentEdges(aProjected('ListenerSet', raw), everything)).toEqual([
      {
        from: 'ListenerSet/shop/more',
        to: 'Gateway/shop/public',
        relation: 'parent',
        state: 'resolved',
        facts: { listeners: ['extra'] },
      },
    ])
    const toClass = {
      from: 'Gateway/shop/public',
      to: 'GatewayClass/-/envoy',
      relation: 'class',
      facts: { by: 'spec' },
    }
    expect(gatewayClassEdges(gateway, everything)).toEqual([{ ...toClass, state: 'resolved' }])
    expect(gatewayClassEdges(gateway, aSnapshot())).toEqual([{ ...toClass, state: 'missing' }])
  })
})
