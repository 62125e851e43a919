import { describe, expect, test } from 'vitest'
import { aGateway, aGatewayClass, anHttpRoute, aProjected, aRawObject, aSnapshot } from '../../testing/index.ts'
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
  return routeParentEdges(route, everything).map(({ to, state, facts }) => ({ to, state, ...facts }))
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
