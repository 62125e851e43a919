import { describe, expect, test } from 'vitest'
import type { Ingress } from '../../kubernetes/ingress.ts'
import { anIngress } from '../../testing/ingresses.ts'
import { resolveUrl } from '../resolve-url.ts'
import { aServedCluster, asVector, matchWithRegExp, openQuestions } from '../testing/served-cluster.ts'

type Path = readonly [type: 'Exact' | 'Prefix' | 'ImplementationSpecific', path: string, service: string]

const backend = (name: string) => ({ service: { name, port: { number: 80 } } })

interface Options {
  readonly name?: string
  readonly created?: number
  readonly annotations?: Readonly<Record<string, string>>
  readonly defaultBackend?: string
}

function nginxIngress(hosts: Readonly<Record<string, readonly Path[]>>, options: Options = {}): Ingress {
  const { name = 'rules', created = 1, annotations = {}, defaultBackend } = options
  const rules = Object.entries(hosts).map(([host, paths]) => ({
    host: host === '' ? undefined : host,
    http: { paths: paths.map(([pathType, path, service]) => ({ pathType, path, backend: backend(service) })) },
  }))
  return anIngress(name, {
    namespace: 'shop',
    className: 'nginx',
    creationTimestamp: `2026-01-01T00:00:0${created}Z`,
    annotations: Object.fromEntries(
      Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]),
    ),
    spec: { rules, ...(defaultBackend !== undefined && { defaultBackend: backend(defaultBackend) }) },
  })
}

const canary = (annotations: Readonly<Record<string, string>>) =>
  nginxIngress(
    { 'a.com': [['Prefix', '/', 'canary']] },
    { name: 'canary', created: 2, annotations: { canary: 'true', ...annotations } },
  )

/** The rule sets of domain rule E.7. */
const SETS: Readonly<Record<string, readonly Ingress[]>> = {
  R8: [nginxIngress({ '': [['Prefix', '/aaa/bbb/', 'bbb']] })],
  R16: [
    nginxIngress({
      'a.com': [
        ['Prefix', '/foo', 'service1'],
        ['Prefix', '/foo/', 'service2'],
      ],
    }),
  ],
  R17: [nginxIngress({ 'x.a.com': [['Prefix', '/api', 'api']], '*.a.com': [['Prefix', '/', 'wild']] })],
  N1: [
    nginxIngress({ 'a.com': [['Prefix', '/x', 'young']] }, { name: 'a-young', created: 2 }),
    nginxIngress({ 'a.com': [['Prefix', '/x', 'old']] }, { name: 'b-old', created: 1 }),
  ],
  N2: [
    nginxIngress({
      'test.com': [
        ['Prefix', '/foo/bar', 'service1'],
        ['Prefix', '/foo/bar/', 'service2'],
      ],
    }),
    nginxIngress(
      { 'test.com': [['ImplementationSpecific', '/foo/bar/(.+)', 'service3']] },
      { name: 'second', created: 2, annotations: { 'rewrite-target': '/$1' } },
    ),
  ],
  N3: [
    nginxIngress(
      {
        'test.com': [
          ['Prefix', '/foo/bar/bar', 'literal'],
          ['ImplementationSpecific', '/foo/bar/[A-Z0-9]{3}', 'regex'],
        ],
      },
      { annotations: { 'use-regex': 'true' } },
    ),
  ],
  N4: [
    nginxIngress(
      { 'rewrite.bar.com': [['ImplementationSpecific', '/something(/|$)(.*)', 'http-svc']] },
      { annotations: { 'use-regex': 'true', 'rewrite-target': '/$2' } },
    ),
  ],
  N5: [nginxIngress({ 'a.com': [['ImplementationSpecific', '/foo', 'impl']] })],
  N6: [
    nginxIngress({ 'a.com': [['Prefix', '/foo', 'prefix']] }),
    nginxIngress(
      { 'a.com': [['ImplementationSpecific', '/v[0-9]+', 'ver']] },
      { name: 'second', created: 2, annotations: { 'use-regex': 'true' } },
    ),
  ],
  N7: [
    nginxIngress({ 'a.com': [['Prefix', '/x', 'ax']] }),
    nginxIngress({ '': [['Prefix', '/', 'catchall']] }, { name: 'other' }),
  ],
  N8: [nginxIngress({ 'a.com': [['Prefix', '/x', 'ax']] }, { defaultBackend: 'def' })],
  N9: [
    nginxIngress({ 'a.com': [['Prefix', '/', 'main']] }),
    canary({ 'canary-by-header': 'X-Canary', 'canary-by-cookie': 'cv', 'canary-weight': '20' }),
  ],
  N10: [
    nginxIngress({ 'a.com': [['Prefix', '/', 'main']] }),
    canary({ 'canary-by-header': 'X-Canary', 'canary-by-header-value': 'beta', 'canary-weight': '0' }),
  ],
  N11: [
    nginxIngress({
      'a.com': [
        ['Exact', '/', 'exactroot'],
        ['Prefix', '/', 'prefixroot'],
        ['Exact', '/foo', 'exactfoo'],
        ['Prefix', '/foo', 'prefixfoo'],
      ],
    }),
  ],
}

const SERVICES = [
  ...['bbb', 'api', 'wild', 'old', 'young', 'service1', 'service2', 'service3', 'literal', 'regex', 'http-svc'],
  ...['impl', 'prefix', 'ver', 'ax', 'catchall', 'def', 'main', 'canary'],
  ...['exactroot', 'prefixroot', 'exactfoo', 'prefixfoo'],
]

function resolve(set: string, url: string, headers: Readonly<Record<string, string>> = {}) {
  const snapshot = aServedCluster(SERVICES, ...(SETS[set] ?? []))
  const sent = Object.entries(headers).map(([name, value]) => ({ name, value }))
  return resolveUrl(
    snapshot,
    { url: `http://${url}`, headers: sent, ingressClass: 'nginx' },
    { matchRegex: matchWithRegExp },
  )
}

/** Vector, set, host and path, what answers. */
const VECTORS: readonly (readonly [string, string, string, string])[] = [
  ['U042', 'N1', 'a.com/x/1', 'old'],
  ['U043', 'N2', 'test.com/foo/bar/1', 'service3'],
  ['U044', 'N2', 'test.com/foo/bar/', 'service2'],
  ['U045', 'N2', 'test.com/foo/bar', 'service1'],
  ['U046', 'N2', 'test.com/FOO/BARxyz', 'service1'],
  ['U047', 'N3', 'test.com/foo/bar/bar', 'regex'],
  ['U048', 'N4', 'rewrite.bar.com/something', 'http-svc'],
  ['U049', 'N4', 'rewrite.bar.com/something/', 'http-svc'],
  ['U050', 'N4', 'rewrite.bar.com/something/new', 'http-svc'],
  ['U051', 'N5', 'a.com/foobar', 'impl'],
  ['U052', 'N5', 'a.com/Foo', '404'],
  ['U053', 'N6', 'a.com/FOObar', 'prefix'],
  ['U054', 'N6', 'a.com/v12', 'ver'],
  ['U055', 'N7', 'a.com/y', '404'],
  ['U056', 'N7', 'b.com/y', 'catchall'],
  ['U057', 'N8', 'a.com/y', 'def'],
  ['U058', 'N8', 'b.com/y', '404'],
  ['U059', 'R17', 'x.a.com/other', '404'],
  ['U060', 'R17', 'y.a.com/other', 'wild'],
  ['U061', 'R8', 'any/aaa/bbb', '301 → /aaa/bbb/'],
  ['U069', 'N11', 'a.com/', 'exactroot'],
  ['U070', 'N11', 'a.com/bar', 'prefixroot'],
  ['U071', 'N11', 'a.com/foo', 'exactfoo'],
  ['U072', 'N11', 'a.com/foo/bar', 'prefixfoo'],
]

/** Vector, set, headers, what answers at `http://a.com/`. */
const CANARIES: readonly (readonly [string, string, Readonly<Record<string, string>>, string])[] = [
  ['U062', 'N9', { 'x-canary': 'always' }, 'canary'],
  ['U063', 'N9', { 'x-canary': 'never' }, 'main'],
  ['U064', 'N9', { 'x-canary': 'never', cookie: 'cv=always' }, 'main'],
  ['U065', 'N9', { 'x-canary': 'maybe', cookie: 'cv=always' }, 'canary'],
  ['U066', 'N9', {}, 'main 80:20 canary'],
  ['U067', 'N10', { 'x-canary': 'beta' }, 'canary'],
  ['U068', 'N10', { 'x-canary': 'always' }, 'main'],
]

describe('ingress-nginx', () => {
  test.each(VECTORS)('[%s] %s: %s leads to %s', (...[, set, url, expected]) => {
    expect(asVector(resolve(set, url))).toBe(expected)
  })

  test.each(CANARIES)('[%s] %s with %o leads to %s', (...[, set, headers, expected]) => {
    expect(asVector(resolve(set, 'a.com/', headers))).toBe(expected)
  })

  test.each([
    ['U043', 'N2', 'test.com/foo/bar/1', '/1'],
    ['U048', 'N4', 'rewrite.bar.com/something', '/'],
    ['U049', 'N4', 'rewrite.bar.com/something/', '/'],
    ['U050', 'N4', 'rewrite.bar.com/something/new', '/new'],
  ])('[%s] the path the backend of %s sees at %s is told: %s', (...[, set, url, expected]) => {
    const filters = resolve(set, url).steps.filter(({ id }) => id === 'filters')
    expect(filters.map(({ message }) => message.args)).toEqual([{ path: expected }])
  })

  test.each([
    ['U055', 'N7', 'a.com/y', ['ambiguity.no-fall-through']],
    ['U059', 'R17', 'x.a.com/other', ['ambiguity.no-fall-through']],
    ['U057', 'N8', 'a.com/y', ['ambiguity.default-backend-with-rules']],
    ['U066', 'N9', 'a.com/', ['ambiguity.random-canary']],
    ['U044', 'N2', 'test.com/foo/bar/', ['ambiguity.regex-server']],
    ['E.4.9', 'R16', 'a.com/foo/1', ['ambiguity.same-location-twice']],
  ])('[%s] what %s leaves open at %s is said', (...[, set, url, expected]) => {
    expect(openQuestions(resolve(set, url))).toEqual(expected)
  })

  test('[E.4.11] a canary whose Service has no ready endpoint takes nothing', () => {
    const snapshot = aServedCluster(['main'], ...(SETS.N9 ?? []))
    const headers = [{ name: 'X-Canary', value: 'always' }]
    expect(asVector(resolveUrl(snapshot, { url: 'http://a.com/', headers }))).toBe('main')
  })

  test.each([
    [{ 'canary-weight': '20', 'canary-weight-total': '50' }, 'main 80:20 canary'],
    [{ 'canary-weight': '20', 'canary-weight-total': '200' }, 'main 90:10 canary'],
    [{ 'canary-weight': '200' }, 'canary'],
    [{ 'canary-by-header': 'X-V', 'canary-by-header-pattern': '^v[0-9]$' }, 'canary'],
    [{ 'canary-by-header': 'X-V', 'canary-by-header-pattern': '^w' }, 'main'],
  ])('[E.4.11] %j is %s for a request with X-V: v2', (annotations, expected) => {
    const main = nginxIngress({ 'a.com': [['Prefix', '/', 'main']] })
    const request = { url: 'http://a.com/', headers: [{ name: 'X-V', value: 'v2' }] }
    const snapshot = aServedCluster(SERVICES, main, canary(annotations))
    expect(asVector(resolveUrl(snapshot, request, { matchRegex: matchWithRegExp }))).toBe(expected)
  })

  test('[E.4.11] a canary of the very Service it stands beside is not taken', () => {
    const main = nginxIngress({ 'a.com': [['Prefix', '/', 'canary']] })
    const { candidates } = resolveUrl(aServedCluster(SERVICES, main, canary({ 'canary-weight': '20' })), {
      url: 'http://a.com/',
    })
    expect(candidates.map(({ object, reason }) => [object, reason.id])).toEqual([
      ['Ingress/shop/rules', 'candidate.won'],
      ['Ingress/shop/canary', 'candidate.canary-without-main'],
    ])
  })

  test('[E.4.3] the younger of two equal rules is listed as ignored', () => {
    const { candidates } = resolve('N1', 'a.com/x/1')
    expect(candidates.map(({ object, verdict, reason }) => [object, verdict, reason.id])).toEqual([
      ['Ingress/shop/b-old', 'won', 'candidate.won'],
      ['Ingress/shop/a-young', 'ignored', 'candidate.shadowed-twin'],
    ])
  })

  test('without an engine a pattern that comes first leaves the answer open, and plain text does not', () => {
    const snapshot = aServedCluster(SERVICES, ...(SETS.N6 ?? []))
    const answers = ['http://a.com/v12', 'http://a.com/foo'].map((url) => asVector(resolveUrl(snapshot, { url })))
    expect(answers).toEqual(['unknown', 'prefix'])
  })
})
