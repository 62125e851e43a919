import { describe, expect, test } from 'vitest'
import { anIngress, anIngressClass, aService, aSnapshot } from '../../testing/index.ts'
import { defaultBackendEdges } from './default-backend.ts'
import { ingressRouteEdges } from './ingress-routes.ts'

const web = aService('web', { ports: [{ name: 'http', port: 80, targetPort: 8080, nodePort: 30080 }] })
const everything = aSnapshot(
  web,
  aService('external', { type: 'ExternalName', ports: [], spec: { externalName: 'example.net' } }),
)

const backend = (name: string, port: object) => ({ service: { name, port } })

/** The edge of an Ingress with one path to this backend, without its ends. */
function toBackend(name: string, port: object, snapshot = everything) {
  const rules = [{ http: { paths: [{ pathType: 'Prefix', path: '/', backend: backend(name, port) }] } }]
  return ingressRouteEdges(anIngress('shop', { spec: { rules } }), snapshot).map(({ state, facts }) => [
    state,
    facts.absent,
  ])
}

describe('ingressRouteEdges', () => {
  test('[D.1.1] every host and path is an edge, in the order of the rules', () => {
    const path = (value: string) => ({ path: value, pathType: 'Prefix', backend: backend('web', { name: 'http' }) })
    const rules = [
      { host: 'shop.example.com', http: { paths: [path('/b'), path('/a')] } },
      { host: 'only-a-claim.example.com' },
      { http: { paths: [{ pathType: 'ImplementationSpecific', backend: backend('web', { number: 80 }) }] } },
    ]
    const ingress = anIngress('shop', { spec: { rules, tls: [{ hosts: ['shop.example.com'] }] } })
    const ends = { from: 'Ingress/default/shop', to: 'Service/default/web', relation: 'route', state: 'resolved' }
    const rule = { host: 'shop.example.com', pathType: 'Prefix', tls: true, port: 'http' }
    expect(ingressRouteEdges(ingress, everything)).toEqual([
      { ...ends, facts: { ...rule, path: '/b' } },
      { ...ends, facts: { ...rule, path: '/a' } },
      { ...ends, facts: { pathType: 'ImplementationSpecific', tls: false, port: 80 } },
    ])
  })

  test('[D.1.2] [ING-002] a port is the number or name of a Service port, never a targetPort or node port', () => {
    expect(toBackend('web', { number: 80 })).toEqual([['resolved', undefined]])
    expect(toBackend('web', { name: 'http' })).toEqual([['resolved', undefined]])
    for (const port of [{ number: 8080 }, { number: 30080 }, { name: 'https' }]) {
      expect(toBackend('web', port)).toEqual([['missing', 'port']])
    }
  })

  test('[ING-001] a Service that is not there is missing; one that cannot be seen is unknown', () => {
    expect(toBackend('cart', { number: 80 })).toEqual([['missing', 'object']])
    for (const visibility of ['denied', 'listing', 'absent'] as const) {
      const blind = aSnapshot()
      blind.setVisibility('Service', 'default', visibility)
      expect(toBackend('cart', { number: 80 }, blind)).toEqual([['unknown', undefined]])
    }
  })

  describe('behind ingress-nginx', () => {
    const way = (annotations: Readonly<Record<string, string>>, port: number, className = 'nginx') => {
      const ingress = anIngress('shop', { service: 'web', port, className, annotations })
      const other = anIngressClass('other', { controller: 'example.com/other' })
      return ingressRouteEdges(ingress, aSnapshot(web, anIngressClass('nginx'), other)).map(({ state, facts }) => [
        state,
        facts.isDiscoveryOnly,
        facts.isTolerated,
      ])
    }

    test('[A13] [A01] the Service behind an Ingress is discovery only, unless the controller is told to dial it', () => {
      expect(way({}, 80)).toEqual([['resolved', true, undefined]])
      expect(way({ 'nginx.ingress.kubernetes.io/service-upstream': 'true' }, 80)).toEqual([
        ['resolved', false, undefined],
      ])
      expect(way({}, 80, 'other')).toEqual([['resolved', undefined, undefined]])
    })

    test('[A12] how endpoints are chosen is told by an annotation, else it is the default of the controller', () => {
      const balancing = (annotations: Readonly<Record<string, string>>) => {
        const ingress = anIngress('shop', { service: 'web', className: 'nginx', annotations })
        return ingressRouteEdges(ingress, aSnapshot(web, anIngressClass('nginx'))).map(({ facts }) => facts.balancing)
      }
      expect(balancing({})).toEqual(['controller default'])
      expect(balancing({ 'nginx.ingress.kubernetes.io/load-balance': 'ewma' })).toEqual(['load-balance=ewma'])
    })

    test('[D.1.3] a targetPort is no port of the API, and the controller takes it', () => {
      expect(way({}, 8080)).toEqual([['missing', true, true]])
      expect(way({}, 8081)).toEqual([['missing', true, undefined]])
      expect(way({}, 8080, 'other')).toEqual([['missing', undefined, undefined]])
    })
  })

  test('[ING-019] an ExternalName Service without ports takes any', () => {
    expect(toBackend('external', { number: 443 })).toEqual([['resolved', undefined]])
  })

  test('a backend of a kind that is not watched is unknown, never missing', () => {
    const resource = { apiGroup: 'k8s.example.com', kind: 'StorageBucket', name: 'icons' }
    const rules = [{ http: { paths: [{ pathType: 'Prefix', path: '/icons', backend: { resource } }] } }]
    expect(ingressRouteEdges(anIngress('shop', { spec: { rules } }), everything)).toEqual([
      {
        from: 'Ingress/default/shop',
        to: 'StorageBucket/default/icons',
        relation: 'route',
        state: 'unknown',
        facts: { path: '/icons', pathType: 'Prefix', tls: false },
      },
    ])
  })

  test('TLS covers a host by name, by a wildcard of one label, or by an entry without hosts', () => {
    const isTls = (host: string | undefined, hosts: readonly string[]) => {
      const options = { service: 'web', spec: { tls: [{ hosts }] }, ...(host !== undefined && { host }) }
      return ingressRouteEdges(anIngress('shop', options), everything).map(({ facts }) => 'tls' in facts && facts.tls)
    }
    expect(isTls('a.example.com', ['a.example.com'])).toEqual([true])
    expect(isTls('a.example.com', ['*.example.com'])).toEqual([true])
    expect(isTls('*.example.com', ['*.example.com'])).toEqual([true])
    expect(isTls('a.b.example.com', ['*.example.com'])).toEqual([false])
    expect(isTls('example.com', ['*.example.com'])).toEqual([false])
    expect(isTls(undefined, ['a.example.com'])).toEqual([false])
    expect(isTls(undefined, [])).toEqual([true])
  })
})

describe('defaultBackendEdges', () => {
  test('[D.1.1] a default backend is an edge of its own', () => {
    const ingress = anIngress('shop', { spec: { defaultBackend: backend('web', { number: 81 }) } })
    expect(defaultBackendEdges(ingress, everything)).toEqual([
      {
        from: 'Ingress/default/shop',
        to: 'Service/default/web',
        relation: 'default-backend',
        state: 'missing',
        facts: { port: 81, absent: 'port' },
      },
    ])
    expect(defaultBackendEdges(anIngress('shop'), everything)).toEqual([])
  })
})
