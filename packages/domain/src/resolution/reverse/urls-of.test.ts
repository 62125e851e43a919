import { describe, expect, test } from 'vitest'
import type { KubernetesObject } from '../../kubernetes/metadata.ts'
import { aGateway, aGatewayClass, anHttpRoute } from '../../testing/gateways.ts'
import { anIngress } from '../../testing/ingresses.ts'
import { aPod } from '../../testing/pods.ts'
import { anEndpointSlice, aService } from '../../testing/services.ts'
import { resolveUrl } from '../resolve-url.ts'
import { aServedCluster } from '../testing/served-cluster.ts'
import { urlsOf } from './urls-of.ts'

const web = { namespace: 'shop', service: 'web' }

function patterns(key: string, ...objects: readonly KubernetesObject[]) {
  const snapshot = aServedCluster(['web', 'other'], aGatewayClass('gateway'), ...objects)
  return urlsOf(snapshot, key).map(({ example, reach, reason, service }) => [service, example, reach, reason?.id])
}

const of = (...objects: readonly KubernetesObject[]) =>
  patterns('Service/shop/web', ...objects).map(([, ...rest]) => rest)

describe('urlsOf', () => {
  test('[E.6] paths, wildcards, every host and default backends are listed, with a URL to try', () => {
    const tls = { tls: [{ hosts: ['b.com'], secretName: 'b' }] }
    expect(
      of(
        anIngress('a', { ...web, className: 'nginx', host: '*.a.com', path: '/x' }),
        anIngress('b', { ...web, className: 'nginx', host: 'b.com', pathType: 'Exact', path: '/y', spec: tls }),
        anIngress('c', { ...web, className: 'nginx' }),
        anIngress('d', {
          namespace: 'shop',
          className: 'nginx',
          spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
        }),
        anIngress('e', { ...web, service: 'other', className: 'nginx', host: 'e.com' }),
      ),
    ).toEqual([
      ['http://any.a.com/x', 'reached', undefined],
      ['https://b.com/y', 'reached', undefined],
      ['http://any-host.invalid/', 'reached', undefined],
      ['http://any-host.invalid/portolan-looks-below', 'shadowed', undefined],
    ])
  })

  test('[ING-022] a rule that others always go before is shadowed, one that they partly cover is reached in part', () => {
    const old = anIngress('old', { ...web, service: 'other', className: 'nginx', host: 'a.com', path: '/x' })
    const younger = { ...web, className: 'nginx', host: 'a.com', creationTimestamp: '2026-02-01T00:00:00Z' }
    const exact = {
      namespace: 'shop',
      service: 'other',
      className: 'nginx',
      host: 'a.com',
      path: '/z',
      pathType: 'Exact',
    } as const
    expect(
      of(
        old,
        anIngress('twin', { ...younger, path: '/x' }),
        anIngress('exact', exact),
        anIngress('part', { ...younger, path: '/z' }),
      ),
    ).toEqual([
      ['http://a.com/z/portolan-looks-below', 'partly', 'candidate.exact-location'],
      ['http://a.com/x', 'shadowed', 'candidate.shadowed-twin'],
    ])
  })

  test('[ING-002] a rule that names a port the Service does not have leads nowhere, nor does one to a Service that is not there', () => {
    const missing = { namespace: 'shop', className: 'nginx' }
    expect([
      ...of(anIngress('a', { ...web, className: 'nginx', host: 'a.com', port: 8081 })),
      ...patterns('Service/shop/gone', anIngress('b', { ...missing, service: 'gone', host: 'b.com' })),
    ]).toEqual([
      ['http://a.com/', 'invalid', 'backend.missing-port'],
      ['Service/shop/gone', 'http://b.com/', 'invalid', 'backend.missing-service'],
    ])
  })

  test('a canary is reached where it stands beside a rule', () => {
    const annotations = {
      'nginx.ingress.kubernetes.io/canary': 'true',
      'nginx.ingress.kubernetes.io/canary-weight': '10',
    }
    const main = anIngress('main', { ...web, service: 'other', className: 'nginx', host: 'a.com' })
    const canary = (host: string) => anIngress(`canary-${host}`, { ...web, className: 'nginx', host, annotations })
    expect(of(main, canary('a.com'), canary('b.com'))).toEqual([
      ['http://a.com/', 'reached', undefined],
      ['http://b.com/', 'shadowed', undefined],
    ])
  })

  test('matches of routes are listed per listener and hostname', () => {
    const listeners = [
      { name: 'http', port: 80, protocol: 'HTTP' },
      { name: 'alt', port: 8443, protocol: 'HTTPS' },
    ]
    const matches = [{ path: { type: 'Exact', value: '/a' }, method: 'POST', queryParams: [{ name: 'q', value: '1' }] }]
    const spec = { rules: [{ matches, backendRefs: [{ name: 'web', port: 80 }] }] }
    const route = anHttpRoute('web', {
      namespace: 'shop',
      gateway: 'edge',
      hostnames: ['a.com'],
      spec: { ...spec, parentRefs: [{ name: 'edge' }] },
    })
    expect(of(aGateway('edge', { namespace: 'shop', listeners }), route)).toEqual([
      ['http://a.com/a?q=1', 'reached', undefined],
      ['https://a.com:8443/a?q=1', 'reached', undefined],
    ])
  })

  test('a Pod has the URLs of the Services it is an endpoint of', () => {
    const pod = aPod('web-1', { namespace: 'shop', ip: '10.0.0.1' })
    const objects = [
      pod,
      aService('shown', { namespace: 'shop' }),
      anEndpointSlice('shown-1', { namespace: 'shop', service: 'shown', endpoints: [{ pod, ready: true }] }),
      anIngress('a', { ...web, service: 'shown', className: 'nginx', host: 'a.com' }),
    ]
    expect([
      patterns('Pod/shop/web-1', ...objects),
      patterns('Pod/shop/gone', ...objects),
      patterns('Node/-/n', ...objects),
    ]).toEqual([[['Service/shop/shown', 'http://a.com/', 'reached', undefined]], [], []])
  })

  test('[E.6] what is said to be reached is what the URL resolves to', () => {
    const snapshot = aServedCluster(
      ['web', 'other'],
      anIngress('a', { ...web, className: 'other', host: 'a.com', path: '/x' }),
      anIngress('b', { ...web, service: 'other', className: 'other', host: 'a.com', path: '/x/y' }),
    )
    for (const { example = '' } of urlsOf(snapshot, 'Service/shop/web'))
      expect(resolveUrl(snapshot, { url: example }).backends[0]?.service).toBe('web')
  })
})
