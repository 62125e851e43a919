import { describe, expect, test } from 'vitest'
import {
  aGateway,
  aGatewayClass,
  anHttpRoute,
  aProjected,
  aRawObject,
  aSnapshot,
  type RawObject,
  sentencesOf,
} from '../../testing/index.ts'

const edge = aGateway('edge')
const gatewayClass = aGatewayClass('gateway')

describe('GW-011', () => {
  const grpc = (hostname: string, creationTimestamp = '2026-02-01T00:00:00Z') =>
    aProjected(
      'GRPCRoute',
      aRawObject('GRPCRoute', 'calls', {
        creationTimestamp,
        spec: { parentRefs: [{ name: 'edge' }], hostnames: [hostname], rules: [] },
      }),
    )
  const http = anHttpRoute('shop', { gateway: 'edge', hostnames: ['shop.example.com'] })

  test('GW-011 routes of both kinds that share a hostname on a listener are told, and which of them counts', () => {
    expect(sentencesOf('GW-011', aSnapshot(edge, http, grpc('*.example.com')))).toEqual([
      'GRPCRoute/default/calls and HTTPRoute/default/shop share shop.example.com on listener http: ' +
        'only the older one counts, HTTPRoute/default/shop',
    ])
    const [older] = sentencesOf('GW-011', aSnapshot(edge, http, grpc('shop.example.com', '2025-01-01T00:00:00Z')))
    expect(older).toContain('only the older one counts, GRPCRoute/default/calls')
  })

  test('GW-011 other hostnames, and other Gateways, are not shared', () => {
    expect(sentencesOf('GW-011', aSnapshot(edge, http, grpc('calls.example.com')))).toEqual([])
    const elsewhere = anHttpRoute('shop', { gateway: 'other', hostnames: ['shop.example.com'] })
    expect(sentencesOf('GW-011', aSnapshot(edge, aGateway('other'), elsewhere, grpc('shop.example.com')))).toEqual([])
  })
})

describe('GW-012', () => {
  const route = (conditions: readonly RawObject[], options: RawObject = {}) =>
    anHttpRoute('shop', {
      ...{ namespace: 'pay', gateway: 'edge', gatewayNamespace: 'default', generation: 1 },
      status: {
        parents: [
          {
            parentRef: { name: 'edge', namespace: 'default' },
            controllerName: 'example.com/gateway',
            conditions: conditions.map((condition) => ({ observedGeneration: 1, ...condition })),
          },
        ],
      },
      ...options,
    })
  const open = aGateway('edge', {
    listeners: [{ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'All' } } }],
  })

  test('GW-012 a controller that takes what the listener refuses is told', () => {
    const accepted = route([{ type: 'Accepted', status: 'True', reason: 'Accepted' }])
    expect(sentencesOf('GW-012', aSnapshot(edge, gatewayClass, accepted))).toEqual([
      'By its objects HTTPRoute/pay/shop is refused at Gateway/default/edge, and its controller says Accepted is True (Accepted)',
    ])
  })

  test('GW-012 a controller that refuses what the listener takes is told, unless for reasons of its own', () => {
    const refused = (reason: string) => route([{ type: 'Accepted', status: 'False', reason }])
    expect(sentencesOf('GW-012', aSnapshot(open, gatewayClass, refused('NotAllowedByListeners')))).toHaveLength(1)
    expect(sentencesOf('GW-012', aSnapshot(open, gatewayClass, refused('UnsupportedValue')))).toEqual([])
  })

  test('GW-012 a controller that resolves what nobody granted is told', () => {
    const spec = { rules: [{ backendRefs: [{ name: 'web', namespace: 'default', port: 80 }] }] }
    const parentRefs = [{ name: 'edge', namespace: 'default' }]
    const abroad = route([{ type: 'ResolvedRefs', status: 'True' }], { spec: { parentRefs, ...spec } })
    expect(sentencesOf('GW-012', aSnapshot(open, gatewayClass, abroad))).toEqual([
      'By its objects references of HTTPRoute/pay/shop are refused (spec.rules[0].backendRefs[0]), ' +
        'and its controller says ResolvedRefs is True',
    ])
  })

  test('GW-012 what agrees, is stale, or is said by another controller is not told', () => {
    const agreeing = route([{ type: 'Accepted', status: 'True' }])
    const stale = route([{ type: 'Accepted', status: 'True', observedGeneration: 0 }])
    expect(sentencesOf('GW-012', aSnapshot(open, gatewayClass, agreeing))).toEqual([])
    expect(sentencesOf('GW-012', aSnapshot(edge, gatewayClass, stale))).toEqual([])
    const other = aGatewayClass('gateway', { controllerName: 'example.com/other' })
    expect(sentencesOf('GW-012', aSnapshot(edge, other, agreeing))).toEqual([])
  })
})
