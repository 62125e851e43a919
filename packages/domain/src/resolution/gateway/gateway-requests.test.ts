import { describe, expect, test } from 'vitest'
import type { KubernetesObject } from '../../kubernetes/metadata.ts'
import type { RouteKind } from '../../kubernetes/routes.ts'
import { aGateway, aGatewayClass, anHttpRoute } from '../../testing/gateways.ts'
import { anIngress } from '../../testing/ingresses.ts'
import { aProjected } from '../../testing/projected.ts'
import { aRawObject, type RawObject } from '../../testing/raw-objects.ts'
import { aNamespace } from '../../testing/workloads.ts'
import { resolveUrl } from '../resolve-url.ts'
import { aServedCluster, asVector, matchWithRegExp, openQuestions } from '../testing/served-cluster.ts'

const SERVICES = ['v1', 'v2', 'v3']

function cluster(...objects: readonly KubernetesObject[]) {
  return aServedCluster(SERVICES, aGatewayClass('gateway'), ...objects)
}

const ask = (url: string, ...objects: readonly KubernetesObject[]) =>
  resolveUrl(cluster(...objects), { url }, { matchRegex: matchWithRegExp })

const gateway = (...listeners: readonly RawObject[]) =>
  aGateway('edge', { namespace: 'shop', ...(listeners.length > 0 && { listeners }) })

function aRoute<Kind extends RouteKind>(kind: Kind, name: string, { sectionName, ...spec }: RawObject) {
  const parentRefs = [{ name: 'edge', sectionName }]
  return aProjected(kind, aRawObject(kind, name, { namespace: 'shop', spec: { parentRefs, ...spec } }))
}

const to = (name: string, weight?: number) => ({ name, port: 80, weight })

const rule = (rules: RawObject, spec: RawObject = {}) =>
  anHttpRoute('web', { namespace: 'shop', spec: { parentRefs: [{ name: 'edge' }], rules: [rules], ...spec } })

describe('filters', () => {
  const redirect = (requestRedirect: RawObject, path = '/old') =>
    rule({
      matches: [{ path: { type: 'PathPrefix', value: path } }],
      filters: [{ type: 'RequestRedirect', requestRedirect }],
    })

  test.each<readonly [string, RawObject, string]>([
    ['http://a.com/old/x?q=1', { scheme: 'https' }, '302 → https://a.com/old/x?q=1'],
    ['http://a.com:8080/old', { hostname: 'b.com' }, '302 → http://b.com:8080/old'],
    ['http://a.com/old', { port: 8443, scheme: 'https', statusCode: 301 }, '301 → https://a.com:8443/old'],
    ['http://a.com/old/x', { path: { type: 'ReplaceFullPath', replaceFullPath: '/new' } }, '302 → http://a.com/new'],
    [
      'http://a.com/old/x',
      { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' } },
      '302 → http://a.com/new/x',
    ],
    ['http://a.com/old', { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } }, '302 → http://a.com/'],
    ['http://a.com/old/x', { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '' } }, '302 → http://a.com/x'],
  ])('[E.5.7] %s redirected by %j', (url, filter, expected) => {
    expect(asVector(ask(url, gateway(), redirect(filter)))).toBe(expected)
  })

  test('[E.5.7] what the backend sees is told, and filters of other kinds are listed', () => {
    const filters = [
      {
        type: 'URLRewrite',
        urlRewrite: { hostname: 'in', path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/api' } },
      },
      { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x', value: 'secret' }] } },
    ]
    const matches = [{ path: { type: 'PathPrefix', value: '/v1/' } }]
    const { steps } = ask('http://a.com/v1/cart', gateway(), rule({ matches, filters, backendRefs: [to('v1')] }))
    expect(steps.filter(({ id }) => id === 'filters').map(({ message }) => message.text)).toEqual([
      'The backend sees /api/cart',
      'The backend sees host in',
      'Filters apply: RequestHeaderModifier',
    ])
  })
})

test('[E.5.6] of two headers of one name, whatever their case, the first is asked for', () => {
  const headers = [
    { name: 'X-Tier', value: 'gold' },
    { name: 'x-tier', value: 'silver' },
  ]
  const route = rule({ matches: [{ headers }], backendRefs: [to('v1')] })
  const sent = (value: string) =>
    asVector(resolveUrl(cluster(gateway(), route), { url: 'http://a.com/', headers: [{ name: 'x-TIER', value }] }))
  expect([sent('gold'), sent('silver')]).toEqual(['v1', '404'])
})

describe('backends of a route', () => {
  test('[E.5.8] weights are shares, and what is invalid fails for its share', () => {
    const backendRefs = [to('v1', 3), to('v2', 0), to('gone', 1)]
    const { backends, outcome } = ask('http://a.com/', gateway(), rule({ backendRefs }))
    expect([
      outcome.kind,
      outcome.message.id,
      ...backends.map((each) => [each.service, each.share, each.status]),
    ]).toEqual(['backend', 'outcome.partly', ['v1', 0.75, undefined], ['v2', 0, undefined], ['gone', 0.25, 500]])
  })

  test('a rule without backends, and one whose weights are all 0, is answered 500', () => {
    const answers = [[], [to('v1', 0)]].map((backendRefs) =>
      asVector(ask('http://a.com/', gateway(), rule({ backendRefs }))),
    )
    expect(answers).toEqual(['500', '500'])
  })
})

describe('listeners', () => {
  const https = {
    ...{ name: 'https', port: 443, protocol: 'HTTPS', hostname: 'a.com' },
    tls: { certificateRefs: [{ name: 'a-tls' }] },
  }

  test('a connection that no listener takes is no HTTP answer', () => {
    const { outcome } = ask('https://a.com/', gateway(), rule({ backendRefs: [to('v1')] }))
    expect([outcome.kind, outcome.status, outcome.message.id]).toEqual(['error', undefined, 'outcome.no-connection'])
  })

  test('the certificate of the listener is named, and never looked at', () => {
    const { steps } = ask('https://a.com/', gateway(https), rule({ backendRefs: [to('v1')] }))
    expect(steps.find(({ id }) => id === 'tls')).toMatchObject({
      message: { args: { secret: 'Secret/shop/a-tls' } },
      evidence: [{ object: 'Gateway/shop/edge', field: 'spec.listeners[0].tls' }],
    })
  })

  test('[E.5.1] a route on a less specific listener is not considered, and that is said', () => {
    const listeners = [
      { name: 'exact', port: 80, protocol: 'HTTP', hostname: 'a.com' },
      { name: 'any', port: 80, protocol: 'HTTP' },
    ]
    const route = rule({ backendRefs: [to('v1')] }, { parentRefs: [{ name: 'edge', sectionName: 'any' }] })
    const resolution = ask('http://a.com/', gateway(...listeners), route)
    expect([asVector(resolution), openQuestions(resolution)]).toEqual(['404', ['ambiguity.listener-isolation']])
  })

  test('[D.8] namespaces and kinds that a listener does not take are told', () => {
    const allowedRoutes = { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'a' } } } }
    const edge = gateway({ name: 'http', port: 80, protocol: 'HTTP', allowedRoutes })
    const elsewhere = anIngress('b', { namespace: 'shop', className: 'nginx', host: 'b.com', service: 'v1' })
    const objects = [edge, aNamespace('shop'), elsewhere, rule({ backendRefs: [to('v1')] })]
    const { candidates, outcome } = ask('http://a.com/', ...objects)
    expect([outcome.kind, candidates.map(({ verdict, reason }) => [verdict, reason.id, reason.args.why])]).toEqual([
      'not-found',
      [['ignored', 'candidate.not-attached', 'listener http does not take routes of namespace shop']],
    ])
  })

  test.each([
    ['current', 2, ['ambiguity.listener-not-ready', 'ambiguity.attachment-computed']],
    ['outdated', 1, ['ambiguity.attachment-computed']],
  ])('[D.8] a %s word of the controller that a listener does not work', (_, observedGeneration, expected) => {
    const conditions = [{ type: 'Programmed', status: 'False', reason: 'AddressNotAssigned', observedGeneration }]
    const edge = aGateway('edge', { namespace: 'shop', generation: 2, status: { conditions } })
    expect(openQuestions(ask('http://a.com/', edge, rule({ backendRefs: [to('v1')] })))).toEqual(expected)
  })

  test('a ListenerSet that the Gateway lets in adds listeners', () => {
    const edge = aGateway('edge', { namespace: 'shop', spec: { allowedListeners: { namespaces: { from: 'Same' } } } })
    const set = aProjected(
      'ListenerSet',
      aRawObject('ListenerSet', 'more', {
        namespace: 'shop',
        spec: {
          parentRef: { name: 'edge' },
          listeners: [{ name: 'b', port: 80, protocol: 'HTTP', hostname: 'b.com' }],
        },
      }),
    )
    const parentRefs = [{ group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'more' }]
    expect(asVector(ask('http://b.com/', edge, set, rule({ backendRefs: [to('v2')] }, { parentRefs })))).toBe('v2')
  })
})

describe('attachment', () => {
  const accepted = (status: string, observedGeneration: number) =>
    anHttpRoute('web', {
      namespace: 'shop',
      generation: 2,
      gateway: 'edge',
      service: 'v1',
      status: {
        parents: [
          {
            parentRef: { name: 'edge', namespace: 'shop' },
            controllerName: 'example.com/gateway',
            conditions: [{ type: 'Accepted', status, reason: 'NoMatchingParent', observedGeneration }],
          },
        ],
      },
    })

  test("[E.5.2] the controller's current word counts, an outdated one does not", () => {
    const answers = [accepted('True', 2), accepted('False', 2), accepted('False', 1)].map((route) => {
      const resolution = ask('http://a.com/', gateway(), route)
      return [asVector(resolution), ...openQuestions(resolution)]
    })
    expect(answers).toEqual([['v1'], ['404'], ['v1', 'ambiguity.attachment-computed']])
  })
})

describe('routes that are not HTTP', () => {
  test('[E.5.9] of GRPCRoutes the longer service, then the longer method goes first', () => {
    const matches = (method?: RawObject) => (method ? [{ method }] : undefined)
    const route = aRoute('GRPCRoute', 'calls', {
      rules: [
        { backendRefs: [to('v1')] },
        { matches: matches({ service: 'shop.Cart' }), backendRefs: [to('v2')] },
        { matches: matches({ service: 'shop.Cart', method: 'Add' }), backendRefs: [to('v3')] },
      ],
    })
    const paths = ['/shop.Cart/Add', '/shop.Cart/Remove', '/shop.Other/Add', '/not-a-call']
    expect(paths.map((path) => asVector(ask(`http://a.com${path}`, gateway(), route)))).toEqual([
      'v3',
      'v2',
      'v1',
      '404',
    ])
  })

  test('[E.5.9] a TLSRoute is chosen by server name, with paths out of sight', () => {
    const edge = gateway({ name: 'tls', port: 443, protocol: 'TLS', tls: { mode: 'Passthrough' } })
    const routes = [
      aRoute('TLSRoute', 'exact', { hostnames: ['db.a.com'], rules: [{ backendRefs: [to('v1')] }] }),
      aRoute('TLSRoute', 'wild', { hostnames: ['*.a.com'], rules: [{ backendRefs: [to('v2')] }] }),
    ]
    const urls = ['https://db.a.com/x', 'tls://other.a.com', 'https://b.com/']
    expect(urls.map((url) => asVector(ask(url, edge, ...routes)))).toEqual(['v1', 'v2', 'error'])
  })

  test.each([
    ['TCPRoute', 'tcp'],
    ['UDPRoute', 'udp'],
  ] as const)('a %s is chosen by the port of its listener', (kind, scheme) => {
    const protocol = scheme.toUpperCase()
    const edge = gateway({ name: 'one', port: 1000, protocol }, { name: 'two', port: 2000, protocol })
    const routes = [
      aRoute(kind, 'one', { rules: [{ backendRefs: [to('v1')] }], sectionName: 'one' }),
      aRoute(kind, 'two', { rules: [{ backendRefs: [to('v2')] }], sectionName: 'two' }),
    ]
    const urls = [1000, 2000].map((port) => `${scheme}://10.0.0.9:${port}`)
    expect(urls.map((url) => asVector(ask(url, edge, ...routes)))).toEqual(['v1', 'v2'])
  })
})

describe('routes of two kinds on one listener', () => {
  test.each([
    [1, 2, 'v1'],
    [2, 1, 'v2'],
  ])('[D.8] created %d and %d: the older kind keeps the hosts that both name', (http, grpc, expected) => {
    const created = (second: number) => ({ namespace: 'shop', creationTimestamp: `2026-01-01T00:00:0${second}Z` })
    const spec = (name: string, hostname: string) => ({
      parentRefs: [{ name: 'edge' }],
      hostnames: [hostname],
      rules: [{ backendRefs: [to(name)] }],
    })
    const calls = aProjected(
      'GRPCRoute',
      aRawObject('GRPCRoute', 'calls', { ...created(grpc), spec: spec('v2', '*.a.com') }),
    )
    const web = anHttpRoute('web', { ...created(http), spec: spec('v1', 'x.a.com') })
    const { outcome, backends, candidates } = ask('http://x.a.com/shop.Cart/Add', gateway(), web, calls)
    expect([outcome.kind, backends[0]?.service, candidates.map(({ verdict }) => verdict)]).toEqual([
      'backend',
      expected,
      ['won', 'ignored'],
    ])
  })
})

describe('regular expressions of a route', () => {
  const route = rule({ matches: [{ path: { type: 'RegularExpression', value: '/v[0-9]+' } }], backendRefs: [to('v1')] })

  test('[E.5.4] where such a path ranks is left open', () => {
    const resolution = ask('http://a.com/v12', gateway(), route)
    expect([asVector(resolution), openQuestions(resolution)]).toEqual([
      'v1',
      ['ambiguity.attachment-computed', 'ambiguity.regex-precedence'],
    ])
  })

  test('without an engine the answer is open only where the pattern could match', () => {
    const answers = ['/v12', '/other'].map((path) =>
      asVector(resolveUrl(cluster(gateway(), route), { url: `http://a.com${path}` })),
    )
    expect(answers).toEqual(['unknown', '404'])
  })
})
