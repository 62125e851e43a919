import { describe, expect, test } from 'vitest'
import {
  anIngress,
  anIngressClass,
  aSnapshot,
  findingsOfRule,
  type IngressOptions,
  sentencesOf,
} from '../../testing/index.ts'

const nginx = anIngressClass('nginx')
const haproxy = anIngressClass('nginx', { controller: 'haproxy.org/ingress-controller' })
const at = (name: string, path: string, options: IngressOptions = {}) =>
  anIngress(name, { host: 'www.example.com', path, service: 'web', className: 'nginx', ...options })
const regex = {
  pathType: 'ImplementationSpecific',
  annotations: { 'nginx.ingress.kubernetes.io/use-regex': 'true' },
} as const

describe('ING-016', () => {
  test('ING-016 a literal path that looks like a pattern is told', () => {
    expect(sentencesOf('ING-016', aSnapshot(at('a', '/api/(.*)')))).toEqual([
      '/api/(.*) of Ingress/default/a is compared literally, since it is of type Prefix',
    ])
  })

  test('ING-016 a dot is none, nor a pattern where patterns belong', () => {
    expect(sentencesOf('ING-016', aSnapshot(at('a', '/v1.2/robots.txt'), at('b', '/api/(.*)', regex)))).toEqual([])
  })
})

describe('ING-017', () => {
  test('ING-017 use-regex is told of where other Ingresses of the host have literal paths', () => {
    expect(sentencesOf('ING-017', aSnapshot(nginx, at('a', '/api/(.*)', regex), at('b', '/shop')))).toEqual([
      'Ingress/default/a makes regular expressions of all paths of www.example.com, also of www.example.com/shop (Prefix)',
    ])
  })

  test('ING-017 a rewrite does the same, unless it rewrites to the path itself', () => {
    const rewrite = (target: string) => ({ annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': target } })
    const subjects = (target: string) =>
      findingsOfRule('ING-017', aSnapshot(nginx, at('a', '/api', rewrite(target)), at('b', '/shop'))).map(
        (one) => one.subject,
      )
    expect([subjects('/'), subjects('/api')]).toEqual([['Ingress/default/a'], []])
  })

  test('[E.4.1] ING-017 a canary has no location that could be a pattern, be it the cause or not', () => {
    const canary = { annotations: { ...regex.annotations, 'nginx.ingress.kubernetes.io/canary': 'true' } }
    expect(sentencesOf('ING-017', aSnapshot(nginx, at('a', '/shop', canary), at('b', '/shop')))).toEqual([])
    expect(sentencesOf('ING-017', aSnapshot(nginx, at('a', '/api', regex), at('b', '/shop', canary)))).toEqual([])
  })

  test('ING-017 alone on its host, or with another controller, it is none', () => {
    expect(sentencesOf('ING-017', aSnapshot(nginx, at('a', '/api', regex), at('b', '/shop', { host: 'b' })))).toEqual(
      [],
    )
    expect(sentencesOf('ING-017', aSnapshot(haproxy, at('a', '/api', regex), at('b', '/shop')))).toEqual([])
  })
})

describe('ING-022', () => {
  test('ING-022 Prefix /foo/ takes everything that Prefix /foo asks for', () => {
    expect(sentencesOf('ING-022', aSnapshot(nginx, at('a', '/foo'), at('b', '/foo/')))).toEqual([
      'www.example.com/foo (Prefix) of Ingress/default/a can never match: www.example.com/foo/ (Prefix) of Ingress/default/b takes all of it',
    ])
  })

  test('[E.3] ING-022 Exact /foo loses to Prefix /foo/ by the letter of the API, not with ingress-nginx', () => {
    const paths = [at('a', '/foo', { pathType: 'Exact' }), at('b', '/foo/')]
    expect(findingsOfRule('ING-022', aSnapshot(haproxy, ...paths)).map(({ confidence }) => confidence)).toEqual([
      'inferred',
    ])
    expect(sentencesOf('ING-022', aSnapshot(nginx, ...paths))).toEqual([])
  })

  test('[E.4.7] ING-022 where paths are regular expressions two that differ in case are one', () => {
    const paths = [at('a', '/foo'), at('b', '/Foo')]
    expect(sentencesOf('ING-022', aSnapshot(nginx, ...paths))).toEqual([])
    expect(
      findingsOfRule('ING-022', aSnapshot(nginx, ...paths, at('c', '/x', regex))).map(({ subject }) => subject),
    ).toEqual(['Ingress/default/b'])
  })

  test('ING-022 paths that only begin alike are none', () => {
    expect(sentencesOf('ING-022', aSnapshot(nginx, at('a', '/foo'), at('b', '/foobar'), at('c', '/foo/bar')))).toEqual(
      [],
    )
  })
})

describe('ING-023', () => {
  const wildcard = at('wild', '/', { host: '*.example.com' })

  test('ING-023 exact hosts under a wildcard, or beside a rule for every host, are told', () => {
    expect(sentencesOf('ING-023', aSnapshot(wildcard, at('a', '/shop')))).toEqual([
      'Paths of *.example.com in Ingress/default/wild do not apply to the hosts of Ingress/default/a',
    ])
    const everywhere = anIngress('all', { service: 'web', className: 'nginx' })
    expect(sentencesOf('ING-023', aSnapshot(everywhere, at('a', '/shop')))).toEqual([
      'Paths of every host in Ingress/default/all do not apply to the hosts of Ingress/default/a',
    ])
  })

  test('ING-023 hosts elsewhere, two labels deep or of another class are none', () => {
    const others = [
      at('a', '/', { host: 'www.example.org' }),
      at('b', '/', { host: 'a.b.example.com' }),
      at('c', '/', { className: 'other' }),
    ]
    expect(sentencesOf('ING-023', aSnapshot(wildcard, ...others))).toEqual([])
  })
})
