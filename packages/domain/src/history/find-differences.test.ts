import { describe, expect, test } from 'vitest'
import { aDeployment, anEndpointSlice, anIngress, aPod, aService } from '../testing/index.ts'
import { differences } from './find-differences.ts'

const condition = (type: string, status: string) => ({ type, status })
const path = (url: string, service: string) => ({
  path: url,
  pathType: 'Prefix',
  backend: { service: { name: service, port: { number: 80 } } },
})

function anIngressWith(...paths: readonly object[]) {
  return anIngress('shop', { spec: { rules: [{ host: 'shop.example.com', http: { paths } }] } })
}

describe('differences', () => {
  test('two versions that say the same have none', () => {
    expect(differences('Pod', aPod('web-1'), aPod('web-1'))).toEqual([])
  })

  test('an object that was not there is one difference at the root', () => {
    const pod = aPod('web-1')
    expect(differences('Pod', undefined, pod)).toEqual([{ path: '', after: pod }])
  })

  test('conditions go by type', () => {
    const before = aPod('web-1', {
      status: { conditions: [condition('Ready', 'False'), condition('PodScheduled', 'True')] },
    })
    const after = aPod('web-1', {
      status: { conditions: [condition('Initialized', 'True'), condition('Ready', 'True')] },
    })
    expect(differences('Pod', before, after)).toEqual([
      { path: 'status.conditions[PodScheduled]', before: condition('PodScheduled', 'True') },
      { path: 'status.conditions[Ready].status', before: 'False', after: 'True' },
      { path: 'status.conditions[Initialized]', after: condition('Initialized', 'True') },
    ])
  })

  test('containers go by name', () => {
    expect(differences('Pod', aPod('web-1', { image: 'app:1' }), aPod('web-1', { image: 'app:2' }))).toEqual([
      { path: 'spec.containers[main].image', before: 'app:1', after: 'app:2' },
    ])
  })

  test('endpoints go by identity, with or without a target', () => {
    const pod = aPod('web-1', { ip: '10.0.0.1' })
    const before = anEndpointSlice('web-abc', {
      endpoints: [{ pod, ready: true }, { address: '10.9.9.9' }, { address: '10.9.9.8', ready: true }],
    })
    const after = anEndpointSlice('web-abc', {
      endpoints: [
        { address: '10.9.9.8', ready: false },
        { pod, ready: false, terminating: true },
      ],
    })
    expect(differences('EndpointSlice', before, after)).toEqual([
      { path: 'endpoints[IPv4|10.9.9.8].conditions.ready', before: true, after: false },
      { path: 'endpoints[IPv4|10.9.9.9]', before: { addresses: ['10.9.9.9'], conditions: {} } },
      { path: 'endpoints[uid-pod-default-web-1].conditions.ready', before: true, after: false },
      { path: 'endpoints[uid-pod-default-web-1].conditions.terminating', after: true },
    ])
  })

  test('endpoints that cannot be told apart are compared as a whole', () => {
    const before = anEndpointSlice('web-abc', { endpoints: [{ address: '10.0.0.1' }] })
    const after = anEndpointSlice('web-abc', {
      endpoints: [{ address: '10.0.0.1' }, { address: '10.0.0.1', ready: true }],
    })
    expect(differences('EndpointSlice', before, after)).toEqual([
      { path: 'endpoints', before: before.endpoints, after: after.endpoints },
    ])
  })

  test('a slice of another address family is another slice, even under one uid', () => {
    const before = anEndpointSlice('web-abc', { addressType: 'IPv4' })
    const after = anEndpointSlice('web-abc', { addressType: 'IPv6' })
    expect(differences('EndpointSlice', before, after)).toEqual([{ path: '', before, after }])
  })

  test('names with dots are quoted', () => {
    const before = aPod('web-1', { labels: { app: 'web' } })
    const after = aPod('web-1', { labels: { app: 'shop', 'app.kubernetes.io/name': 'web' } })
    expect(differences('Pod', before, after)).toEqual([
      { path: 'metadata.labels.app', before: 'web', after: 'shop' },
      { path: 'metadata.labels["app.kubernetes.io/name"]', after: 'web' },
    ])
  })

  test('rules and paths of an Ingress go by index', () => {
    const before = anIngressWith(path('/', 'web'), path('/api', 'api'))
    expect(differences('Ingress', before, anIngressWith(path('/', 'web'), path('/api', 'api-v2')))).toEqual([
      { path: 'spec.rules[0].http.paths[1].backend.service.name', before: 'api', after: 'api-v2' },
    ])
    expect(differences('Ingress', before, anIngressWith(path('/', 'web')))).toEqual([
      { path: 'spec.rules[0].http.paths[1]', before: path('/api', 'api') },
    ])
  })

  test('paths that moved are one difference of the whole list', () => {
    const before = anIngressWith(path('/', 'web'), path('/api', 'api'))
    const after = anIngressWith(path('/cart', 'cart'), path('/', 'web'), path('/api', 'api'))
    expect(differences('Ingress', before, after)).toEqual([
      {
        path: 'spec.rules[0].http.paths',
        before: before.spec.rules[0]?.http?.paths,
        after: after.spec.rules[0]?.http?.paths,
      },
    ])
  })

  test('Service ports go by name while their order stays, since controllers take the first that fits', () => {
    const http = { name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }
    const admin = { name: 'admin', port: 81, protocol: 'TCP', targetPort: 8081 }
    const before = aService('web', { ports: [http, admin] })
    expect(differences('Service', before, aService('web', { ports: [http, { ...admin, targetPort: 9 }] }))).toEqual([
      { path: 'spec.ports[admin].targetPort', before: 8081, after: 9 },
    ])
    expect(differences('Service', before, aService('web', { ports: [admin, http] }))).toEqual([
      { path: 'spec.ports', before: [http, admin], after: [admin, http] },
    ])
  })

  test('lists of plain values are read as a whole', () => {
    const before = aService('web', { spec: { externalIPs: ['10.1.1.1'] } })
    const after = aService('web', { spec: { externalIPs: ['10.1.1.1', '10.1.1.2'] } })
    expect(differences('Service', before, after)).toEqual([
      { path: 'spec.externalIPs', before: ['10.1.1.1'], after: ['10.1.1.1', '10.1.1.2'] },
    ])
  })

  test('a scaled Deployment is one number', () => {
    expect(differences('Deployment', aDeployment('web', { replicas: 1 }), aDeployment('web', { replicas: 3 }))).toEqual(
      [{ path: 'spec.replicas', before: 1, after: 3 }],
    )
  })
})
