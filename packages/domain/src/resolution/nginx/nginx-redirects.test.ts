import { describe, expect, test } from 'vitest'
import { anIngress, type IngressOptions } from '../../testing/ingresses.ts'
import { resolveUrl } from '../resolve-url.ts'
import { aServedCluster, asVector, openQuestions } from '../testing/served-cluster.ts'

const annotated = (annotations: Readonly<Record<string, string>>) => ({
  annotations: Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => [`nginx.ingress.kubernetes.io/${name}`, value]),
  ),
})

function resolve(url: string, { annotations = {}, spec = {} }: IngressOptions = {}) {
  const ingress = anIngress('edge', {
    ...{ namespace: 'shop', className: 'nginx', host: 'shop.example', service: 'web', path: '/' },
    annotations,
    spec,
  })
  return resolveUrl(aServedCluster(['web', 'spare'], ingress), { url })
}

const tls = { tls: [{ hosts: ['shop.example'], secretName: 'shop-tls' }] }

describe('redirects of ingress-nginx', () => {
  test.each([
    ['a host with TLS', 'http://shop.example/cart?x=1', { spec: tls }, '308 → https://shop.example/cart?x=1'],
    ['switched off', 'http://shop.example/', { spec: tls, ...annotated({ 'ssl-redirect': 'false' }) }, 'web'],
    ['forced', 'http://shop.example/', annotated({ 'force-ssl-redirect': 'true' }), '308 → https://shop.example/'],
    ['over HTTPS', 'https://shop.example/', { spec: tls }, 'web'],
    ['a certificate to be renewed', 'http://shop.example/.well-known/acme-challenge/x', { spec: tls }, 'web'],
    [
      'permanent',
      'http://shop.example/',
      annotated({ 'permanent-redirect': 'https://new.example' }),
      '301 → https://new.example',
    ],
    [
      'permanent with a code',
      'http://shop.example/',
      annotated({ 'permanent-redirect': 'https://new.example', 'permanent-redirect-code': '308' }),
      '308 → https://new.example',
    ],
    [
      'temporal',
      'http://shop.example/',
      annotated({ 'temporal-redirect': 'https://new.example' }),
      '302 → https://new.example',
    ],
    ['app-root', 'http://shop.example/', annotated({ 'app-root': '/start' }), '302 → http://shop.example/start'],
    ['app-root elsewhere', 'http://shop.example/x', annotated({ 'app-root': '/start' }), 'web'],
    ['www', 'http://www.shop.example/x', annotated({ 'from-to-www-redirect': 'true' }), '308 → http://shop.example/x'],
  ] as const)('%s: %s', (...[, url, options, expected]) => {
    expect(asVector(resolve(url, options))).toBe(expected)
  })

  test('[E.4.13] the Secret of the tls entry is named, and never looked at', () => {
    const { steps } = resolve('https://shop.example/', { spec: tls })
    expect(steps.find(({ id }) => id === 'tls')).toEqual({
      id: 'tls',
      state: 'ok',
      message: {
        id: 'tls.secret',
        args: { secret: 'shop/shop-tls' },
        text: 'TLS with the certificate of Secret shop/shop-tls',
      },
      evidence: [{ object: 'Ingress/shop/edge', field: 'spec.tls[0]' }],
    })
  })

  test('a tls entry that covers the host by a wildcard is taken to fit, and that is said', () => {
    const wildcard = { tls: [{ hosts: ['*.example'], secretName: 'all' }] }
    expect(openQuestions(resolve('https://shop.example/', { spec: wildcard }))).toEqual([
      'ambiguity.certificate-decides',
    ])
  })

  test('a path that nginx cannot read is answered 400', () => {
    const { outcome } = resolve('http://shop.example/%zz')
    expect([outcome.kind, outcome.status]).toEqual(['error', 400])
  })

  test('a Service without ready endpoints is stood in for where an annotation names another', () => {
    const ingress = anIngress('edge', {
      ...{ namespace: 'shop', className: 'nginx', host: 'shop.example', service: 'gone', path: '/' },
      ...annotated({ 'default-backend': 'spare' }),
    })
    expect(asVector(resolveUrl(aServedCluster(['spare'], ingress), { url: 'http://shop.example/' }))).toBe('spare')
  })
})
