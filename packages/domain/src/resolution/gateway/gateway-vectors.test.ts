import { describe, expect, test } from 'vitest'
import type { KubernetesObject } from '../../kubernetes/metadata.ts'
import { aGateway, aGatewayClass, anHttpRoute } from '../../testing/gateways.ts'
import { aProjected } from '../../testing/projected.ts'
import { aRawObject, type RawObject } from '../../testing/raw-objects.ts'
import { resolveUrl } from '../resolve-url.ts'
import { aServedCluster, asVector, openQuestions } from '../testing/served-cluster.ts'

interface Rule {
  readonly to: string
  readonly matches?: readonly RawObject[]
}

interface Route {
  readonly name?: string
  readonly namespace?: string
  readonly created?: number
  readonly hostnames?: readonly string[]
  readonly listener?: string
  readonly rules: readonly Rule[]
}

const prefix = (value: string) => ({ path: { type: 'PathPrefix', value } })
const exact = (value: string) => ({ path: { type: 'Exact', value } })
const version = (value: string) => ({ headers: [{ name: 'version', value }] })
const query = (...pairs: readonly (readonly [string, string])[]) => ({
  queryParams: pairs.map(([name, value]) => ({ name, value })),
})

function route({ name = 'route', namespace = 'shop', created = 1, hostnames, listener, rules }: Route) {
  return anHttpRoute(name, {
    namespace,
    creationTimestamp: `2026-01-01T00:00:0${created}Z`,
    hostnames: hostnames ?? [],
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'shop', sectionName: listener }],
      rules: rules.map(({ to, matches }) => ({ matches, backendRefs: [{ name: to, namespace: 'shop', port: 80 }] })),
    },
  })
}

const gateway = (...hostnames: readonly (string | undefined)[]) =>
  aGateway('edge', {
    namespace: 'shop',
    listeners: hostnames.map((hostname, index) => ({
      name: `l${index}`,
      port: 80,
      protocol: 'HTTP',
      hostname,
      allowedRoutes: { namespaces: { from: 'All' } },
    })),
  })

const everything: readonly Rule[] = [{ to: 'v1' }]

/** The rule sets of domain rule E.7. */
const SETS: Readonly<Record<string, readonly KubernetesObject[]>> = {
  G1: [
    gateway(undefined),
    route({
      rules: [
        { to: 'v1', matches: [prefix('/'), version('one')] },
        { to: 'v2', matches: [prefix('/v2'), version('two')] },
      ],
    }),
  ],
  G2: [
    gateway(undefined),
    route({
      name: 'p1',
      hostnames: ['example.com', 'example.net'],
      rules: [{ to: 'v1', matches: [prefix('/'), version('one')] }],
    }),
    route({ name: 'p2', hostnames: ['example.com'], rules: [{ to: 'v2', matches: [prefix('/v2'), version('two')] }] }),
  ],
  G3: [
    gateway(undefined),
    route({
      rules: [
        { to: 'v1', matches: [exact('/match')] },
        { to: 'v2', matches: [exact('/match/exact')] },
        { to: 'v3', matches: [exact('/match/exact/one')] },
        { to: 'v3', matches: [prefix('/match/')] },
        { to: 'v1', matches: [prefix('/match/prefix/')] },
        { to: 'v2', matches: [prefix('/match/prefix/one')] },
      ],
    }),
  ],
  G4: [
    gateway('bar.com', 'foo.bar.com', '*.bar.com', '*.foo.com'),
    route({ name: 'r1', listener: 'l0', rules: everything }),
    route({ name: 'r2', listener: 'l1', rules: [{ to: 'v2' }] }),
    route({ name: 'r3', listener: 'l2', rules: [{ to: 'v3' }] }),
    route({ name: 'r4', listener: 'l3', rules: [{ to: 'v3' }] }),
  ],
  G5: [
    gateway('very.specific.com', '*.wildcard.io'),
    route({
      name: 'r1',
      hostnames: ['non.matching.com', 'very.specific.com'],
      rules: [{ to: 'v1', matches: [prefix('/s1')] }],
    }),
    route({
      name: 'r2',
      hostnames: ['wildcard.io', 'foo.bar.wildcard.io'],
      rules: [{ to: 'v2', matches: [prefix('/s2')] }],
    }),
    route({ name: 'r3', hostnames: ['*.specific.com'], rules: [{ to: 'v3', matches: [prefix('/s3')] }] }),
  ],
  G6: [
    gateway(undefined),
    route({
      rules: [
        { to: 'v1', matches: [{ method: 'POST' }] },
        { to: 'v2', matches: [{ method: 'GET' }] },
        { to: 'v1', matches: [prefix('/path5')] },
        { to: 'v2', matches: [{ method: 'PATCH' }] },
        { to: 'v3', matches: [version('four')] },
      ],
    }),
  ],
  G7: [
    gateway(undefined),
    route({
      rules: [
        { to: 'v1', matches: [query(['animal', 'whale'])] },
        { to: 'v2', matches: [query(['animal', 'dolphin'])] },
        { to: 'v3', matches: [query(['animal', 'dolphin'], ['color', 'blue'])] },
        { to: 'v3', matches: [version('four')] },
      ],
    }),
  ],
  G8: [
    gateway(undefined),
    route({ name: 'z', namespace: 'z', created: 1, rules: [{ to: 'older' }] }),
    route({ name: 'b', namespace: 'a', created: 2, rules: [{ to: 'younger' }] }),
  ],
}

interface Asked {
  readonly method?: string
  readonly version?: string
  readonly host?: string
  /** Further objects of the cluster. */
  readonly more?: readonly KubernetesObject[]
}

const grantFrom = (namespace: string) =>
  aProjected(
    'ReferenceGrant',
    aRawObject('ReferenceGrant', `from-${namespace}`, {
      namespace: 'shop',
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace }],
        to: [{ group: '', kind: 'Service' }],
      },
    }),
  )

function resolve(set: string, url: string, asked: Asked = {}) {
  const { method = 'GET', version: sent, host, more = [] } = asked
  const headers = [
    ...(sent === undefined ? [] : [{ name: 'Version', value: sent }]),
    ...(host === undefined ? [] : [{ name: 'Host', value: host }]),
  ]
  const objects = [aGatewayClass('gateway'), ...(SETS[set] ?? []), ...more]
  const snapshot = aServedCluster(['v1', 'v2', 'v3', 'older', 'younger'], ...objects)
  return resolveUrl(snapshot, { url: `http://${url}`, method, headers })
}

/** Vector, set, host and path, further facts of the request, what answers. */
const VECTORS: readonly (readonly [string, string, string, Asked, string])[] = [
  ['U073', 'G1', 'h/v2example', {}, 'v1'],
  ['U074', 'G1', 'h/v2/', {}, 'v2'],
  ['U075', 'G1', 'h/foo/v2/example', {}, 'v1'],
  ['U076', 'G1', 'h/', { version: 'two' }, 'v2'],
  ['U077', 'G2', 'example.net/v2', {}, 'v1'],
  ['U078', 'G2', 'example.com/v2/example', {}, 'v2'],
  ['U079', 'G3', 'h/match/exact/one', {}, 'v3'],
  ['U080', 'G3', 'h/match/exact', {}, 'v2'],
  ['U081', 'G3', 'h/match', {}, 'v1'],
  ['U082', 'G3', 'h/match/prefix/one/any', {}, 'v2'],
  ['U083', 'G3', 'h/match/prefix/any', {}, 'v1'],
  ['U084', 'G3', 'h/match/any', {}, 'v3'],
  ['U085', 'G4', 'foo.bar.com/', {}, 'v2'],
  ['U086', 'G4', 'multiple.prefixes.bar.com/', {}, 'v3'],
  ['U087', 'G4', 'foo.com/', {}, '404'],
  ['U088', 'G4', 'no.matching.host/', {}, '404'],
  ['U089', 'G5', 'edge/s1', { host: 'very.specific.com:1234' }, 'v1'],
  ['U090', 'G5', 'non.matching.com/s1', {}, '404'],
  ['U091', 'G5', 'foo.bar.wildcard.io/s2', {}, 'v2'],
  ['U092', 'G5', 'wildcard.io/s2', {}, '404'],
  ['U093', 'G5', 'very.specific.com/s3', {}, 'v3'],
  ['U094', 'G5', 'foo.specific.com/s3', {}, '404'],
  ['U095', 'G6', 'h/path5', { method: 'PATCH' }, 'v1'],
  ['U096', 'G6', 'h/', { method: 'PATCH', version: 'four' }, 'v2'],
  ['U097', 'G6', 'h/', { method: 'HEAD' }, '404'],
  ['U098', 'G7', 'h/?animal=dolphin&color=blue', {}, 'v3'],
  ['U099', 'G7', 'h/?animal=whaledolphin', {}, '404'],
  ['U100', 'G7', 'h/?animal=whale', { version: 'four' }, 'v3'],
]

describe('the Gateway API', () => {
  test.each(VECTORS)('[%s] %s: %s with %o leads to %s', (...[, set, url, asked, expected]) => {
    expect(asVector(resolve(set, url, asked))).toBe(expected)
  })

  test('[U101] of two equal routes the older one wins, whatever its name', () => {
    const resolution = resolve('G8', 'h/', { more: [grantFrom('z')] })
    expect([asVector(resolution), ...resolution.candidates.map(({ object, reason }) => [object, reason.id])]).toEqual([
      'older',
      ['HTTPRoute/z/z', 'candidate.won'],
      ['HTTPRoute/a/b', 'candidate.younger'],
    ])
  })

  test('[D.8] a backend of another namespace without a ReferenceGrant is answered 500', () => {
    const { outcome, backends } = resolve('G8', 'h/', { more: [grantFrom('a')] })
    expect([outcome.kind, outcome.status, backends[0]?.problem?.id]).toEqual(['error', 500, 'backend.not-granted'])
  })

  test('[U089] a port that no listener has is taken to be mapped, and that is said', () => {
    const resolution = resolve('G5', 'very.specific.com:1234/s1')
    expect([asVector(resolution), openQuestions(resolution)]).toEqual([
      'v1',
      ['ambiguity.port-mapped', 'ambiguity.attachment-computed'],
    ])
  })

  test('[E.5.2] attachment that no current status confirms is computed, and that is said', () => {
    expect(openQuestions(resolve('G1', 'h/'))).toEqual(['ambiguity.attachment-computed'])
  })
})
