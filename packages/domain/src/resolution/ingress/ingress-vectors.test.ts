import { describe, expect, test } from 'vitest'
import type { Ingress } from '../../kubernetes/ingress.ts'
import { anIngress } from '../../testing/ingresses.ts'
import type { RawObject } from '../../testing/raw-objects.ts'
import { resolveUrl } from '../resolve-url.ts'
import { aServedCluster, asVector, openQuestions } from '../testing/served-cluster.ts'

const backend = (name: string) => ({ service: { name, port: { number: 80 } } })

const rule = (host: string | undefined, ...paths: readonly (readonly [string, string, string])[]) => ({
  host,
  http: { paths: paths.map(([pathType, path, service]) => ({ pathType, path, backend: backend(service) })) },
})

const ingress = (spec: RawObject): Ingress => anIngress('rules', { namespace: 'shop', className: 'other', spec })

const hostless = (...paths: readonly (readonly [string, string, string])[]) =>
  ingress({ rules: [rule(undefined, ...paths)] })

/** The rule sets of domain rule E.7. */
const SETS: Readonly<Record<string, Ingress>> = {
  R1: hostless(['Prefix', '/', 'root']),
  R2: hostless(['Exact', '/foo', 'foo']),
  R3: hostless(['Exact', '/foo/', 'foo']),
  R4: hostless(['Prefix', '/foo', 'foo']),
  R5: hostless(['Prefix', '/foo/', 'foo']),
  R6: hostless(['Prefix', '/aaa/bb', 'bb']),
  R7: hostless(['Prefix', '/aaa/bbb', 'bbb']),
  R8: hostless(['Prefix', '/aaa/bbb/', 'bbb']),
  R9: hostless(['Prefix', '/', 'root'], ['Prefix', '/aaa', 'aaa'], ['Prefix', '/aaa/bbb', 'bbb']),
  R10: ingress({ defaultBackend: backend('def'), rules: [rule(undefined, ['Prefix', '/aaa', 'aaa'])] }),
  R11: hostless(['Prefix', '/foo', 'prefix'], ['Exact', '/foo', 'exact']),
  R12: ingress({ rules: [rule('*.foo.com', ['Prefix', '/', 'wild']), rule('foo.bar.com', ['Prefix', '/', 'exact'])] }),
  R13: ingress({ defaultBackend: backend('def') }),
  R14: ingress({
    rules: [
      rule('first.bar.com', ['Prefix', '/', 's1']),
      rule('second.bar.com', ['Prefix', '/', 's2']),
      rule(undefined, ['Prefix', '/', 's3']),
    ],
  }),
  R15: ingress({ rules: [rule('www.kgc.com', ['Prefix', '/', 'nginx-app-svc'])] }),
  R16: ingress({ rules: [rule('a.com', ['Prefix', '/foo', 'plain'], ['Prefix', '/foo/', 'slash'])] }),
  R17: ingress({ rules: [rule('x.a.com', ['Prefix', '/api', 'api']), rule('*.a.com', ['Prefix', '/', 'wild'])] }),
  N8: ingress({ defaultBackend: backend('def'), rules: [rule('a.com', ['Prefix', '/x', 'ax'])] }),
}

const SERVICES = [
  ...['root', 'foo', 'bb', 'bbb', 'aaa', 'def', 'prefix', 'exact', 'wild', 's1', 's2', 's3'],
  ...['nginx-app-svc', 'plain', 'slash', 'api', 'ax'],
]

/** Vector, set, host, path, what answers. */
const VECTORS: readonly (readonly [string, string, string, string, string])[] = [
  ['U001', 'R1', 'any.host', '/whatever/x', 'root'],
  ['U002', 'R2', 'any', '/foo', 'foo'],
  ['U003', 'R2', 'any', '/bar', '404'],
  ['U004', 'R2', 'any', '/foo/', '404'],
  ['U005', 'R2', 'any', '/FOO', '404'],
  ['U006', 'R3', 'any', '/foo', '404'],
  ['U007', 'R4', 'any', '/foo', 'foo'],
  ['U008', 'R4', 'any', '/foo/', 'foo'],
  ['U009', 'R4', 'any', '/FOO', '404'],
  ['U010', 'R5', 'any', '/foo', 'foo'],
  ['U011', 'R5', 'any', '/foo/', 'foo'],
  ['U012', 'R6', 'any', '/aaa/bbb', '404'],
  ['U013', 'R7', 'any', '/aaa/bbb', 'bbb'],
  ['U014', 'R7', 'any', '/aaa/bbb/', 'bbb'],
  ['U015', 'R7', 'any', '/aaa/bbb/ccc', 'bbb'],
  ['U016', 'R7', 'any', '/aaa/bbbxyz', '404'],
  ['U017', 'R8', 'any', '/aaa/bbb', 'bbb'],
  ['U018', 'R9', 'any', '/aaa/ccc', 'aaa'],
  ['U019', 'R9', 'any', '/aaa/bbb', 'bbb'],
  ['U020', 'R9', 'any', '/ccc', 'root'],
  ['U021', 'R9', 'any', '/aaaccc', 'root'],
  ['U022', 'R10', 'any', '/ccc', 'def'],
  ['U023', 'R10', 'any', '/aaa', 'aaa'],
  ['U024', 'R11', 'any', '/foo', 'exact'],
  ['U025', 'R11', 'any', '/foo/x', 'prefix'],
  ['U026', 'R12', 'bar.foo.com', '/', 'wild'],
  ['U027', 'R12', 'baz.bar.foo.com', '/', '404'],
  ['U028', 'R12', 'foo.com', '/', '404'],
  ['U029', 'R12', 'foo.bar.com', '/', 'exact'],
  ['U030', 'R12', 'subdomain.bar.com', '/', '404'],
  ['U031', 'R12', 'FOO.bar.com:8443', '/', 'exact'],
  ['U032', 'R13', 'my-host', '/sub-path', 'def'],
  ['U033', 'R14', 'first.bar.com', '/', 's1'],
  ['U034', 'R14', 'other.com', '/', 's3'],
  ['U035', 'R15', 'www.kgc.com', '/index.html', 'nginx-app-svc'],
  ['U036', 'R15', '192.168.217.77', '/', '404'],
  ['U037', 'R16', 'a.com', '/foo', 'slash'],
  ['U038', 'R17', 'x.a.com', '/other', '404'],
  ['U039', 'R17', 'y.a.com', '/other', 'wild'],
  ['U040', 'N8', 'a.com', '/y', 'def'],
  ['U041', 'N8', 'b.com', '/y', 'def'],
]

describe('the Ingress API as specified', () => {
  test.each(VECTORS)('[%s] %s: %s%s leads to %s', (...[, set, host, path, expected]) => {
    const rules = SETS[set]
    const snapshot = aServedCluster(SERVICES, ...(rules ? [rules] : []))
    const resolution = resolveUrl(snapshot, { url: `http://${host}${path}`, ingressClass: 'other' })
    expect(asVector(resolution)).toBe(expected)
  })

  test.each([
    ['U038', 'R17', 'http://x.a.com/other', ['ambiguity.no-fall-through']],
    ['E.3', 'N8', 'http://b.com/y', ['ambiguity.default-backend-with-rules']],
    ['E.3', 'R11', 'http://b.com/foo', []],
  ])('[%s] what %s leaves open is said', (...[, set, url, expected]) => {
    const rules = SETS[set]
    const snapshot = aServedCluster(SERVICES, ...(rules ? [rules] : []))
    expect(openQuestions(resolveUrl(snapshot, { url, ingressClass: 'other' }))).toEqual(expected)
  })

  test('[E.3] an Exact path beside a longer Prefix is left open', () => {
    const both = hostless(['Exact', '/foo', 'exact'], ['Prefix', '/foo/', 'prefix'])
    const resolution = resolveUrl(aServedCluster(SERVICES, both), { url: 'http://a.com/foo', ingressClass: 'other' })
    expect([asVector(resolution), openQuestions(resolution)]).toEqual(['prefix', ['ambiguity.exact-and-longer-prefix']])
  })

  test('[E.2] the default backend of an Ingress of the host goes before that of an older one', () => {
    const older = anIngress('a', { namespace: 'shop', className: 'other', spec: { defaultBackend: backend('root') } })
    const rules = SETS.N8
    const snapshot = aServedCluster(SERVICES, older, ...(rules ? [rules] : []))
    const answers = ['http://a.com/y', 'http://b.com/y'].map((url) => asVector(resolveUrl(snapshot, { url })))
    expect(answers).toEqual(['def', 'root'])
  })

  test('every rule that could have answered says why it did not', () => {
    const rules = SETS.R9
    const snapshot = aServedCluster(SERVICES, ...(rules ? [rules] : []))
    const { candidates } = resolveUrl(snapshot, { url: 'http://any/aaa/ccc', ingressClass: 'other' })
    expect(candidates.map(({ path, verdict, reason }) => [path, verdict, reason.id])).toEqual([
      ['/aaa', 'won', 'candidate.won'],
      ['/', 'lost', 'candidate.shorter-path'],
      ['/aaa/bbb', 'not-matched', 'candidate.path-differs'],
    ])
  })
})
