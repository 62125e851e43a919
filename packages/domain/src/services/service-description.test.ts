import { describe, expect, test } from 'vitest'
import { anEndpointSlice, anHttpRoute, anIngress, aPod, aService, aSnapshot } from '../testing/index.ts'
import { describeService } from './service-description.ts'

const pod = aPod('web-0', {
  namespace: 'shop',
  ip: '10.0.0.7',
  node: 'node-01',
  labels: { 'pod-template-hash': '7f9' },
})
const web = aService('web', { namespace: 'shop', selector: { app: 'web' } })

describe('describeService', () => {
  test('tells of each endpoint what the slice says, word for word', () => {
    const slice = anEndpointSlice('web-1', {
      namespace: 'shop',
      service: 'web',
      endpoints: [{ pod, zone: 'zone-a', ready: true }, { address: '10.0.0.10' }],
    })
    const described = describeService(aSnapshot(web, pod, slice), 'shop', 'web')
    expect(described?.endpointList).toEqual([
      {
        identity: 'IPv4|10.0.0.10',
        address: '10.0.0.10',
        state: 'ready',
        display: 'ready',
        conditions: {},
        ports: slice.ports,
        slice: 'web-1',
      },
      {
        identity: pod.metadata.uid,
        address: '10.0.0.7',
        state: 'ready',
        display: 'ready',
        conditions: { ready: true },
        pod: 'shop/web-0',
        node: 'node-01',
        zone: 'zone-a',
        revision: '7f9',
        ports: slice.ports,
        slice: 'web-1',
      },
    ])
    expect(described?.slices).toEqual([
      {
        name: 'web-1',
        addressType: 'IPv4',
        managedBy: 'endpointslice-controller.k8s.io',
        origin: 'selector',
        endpoints: 2,
      },
    ])
    expect(described?.selector).toEqual({ app: 'web' })
  })

  test('[D.5] every state has its word', () => {
    const words = [
      { ready: true, serving: true, terminating: false },
      { ready: false, serving: false, terminating: false },
      { ready: false, serving: true, terminating: true },
      { ready: false, serving: false, terminating: true },
      { ready: true, serving: false, terminating: false },
      { ready: true, serving: true, terminating: true },
    ].map((conditions) => {
      const slice = anEndpointSlice('web-1', { namespace: 'shop', service: 'web', endpoints: [{ pod, ...conditions }] })
      return describeService(aSnapshot(web, slice), 'shop', 'web')?.endpointList.map(({ display }) => display)
    })
    expect(words).toEqual([
      ['ready'],
      ['not-ready'],
      ['draining'],
      ['terminating'],
      ['published-not-ready'],
      ['published-not-ready'],
    ])
  })

  test('tells which hosts and paths lead here, and how that ends', () => {
    const spec = {
      rules: [
        {
          backendRefs: [
            { name: 'web', port: 80 },
            { name: 'api', port: 80 },
          ],
        },
      ],
    }
    const route = anHttpRoute('web', { namespace: 'shop', hostnames: ['a.example.org', 'b.example.org'], spec })
    const defaultBackend = { service: { name: 'web', port: { name: 'https' } } }
    const ingress = anIngress('shop', {
      namespace: 'shop',
      host: 'shop.example.com',
      service: 'web',
      path: '/api',
      spec: { defaultBackend },
    })
    const elsewhere = anIngress('other', { namespace: 'shop', service: 'api' })
    const toEach = { from: 'HTTPRoute/shop/web', path: '/', pathType: 'PathPrefix', port: 80, state: 'resolved' }
    expect(describeService(aSnapshot(web, ingress, elsewhere, route), 'shop', 'web')?.routes).toEqual([
      { ...toEach, host: 'a.example.org' },
      { ...toEach, host: 'b.example.org' },
      {
        from: 'Ingress/shop/shop',
        host: 'shop.example.com',
        path: '/api',
        pathType: 'Prefix',
        port: 80,
        state: 'resolved',
      },
      { from: 'Ingress/shop/shop', port: 'https', state: 'missing' },
    ])
  })

  test('a Service that is not there has no description', () => {
    expect(describeService(aSnapshot(), 'shop', 'web')).toBeUndefined()
  })
})
