import { expect, test } from 'vitest'
import { seenUrls } from './seen-urls.ts'

const ingress = (host: string, path: string) => ({
  kind: 'Ingress',
  apiVersion: 'networking.k8s.io/v1',
  metadata: { name: 'edge', namespace: 'shop', uid: '1', creationTimestamp: '' },
  spec: { rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend: {} }] } }], tls: [] },
})

test('hosts of objects that came, and hosts that rules had before, were seen', () => {
  expect(
    seenUrls([
      { differences: [{ path: '', after: ingress('shop.example.com', '/api') }] },
      { differences: [{ path: 'spec.rules[0].host', before: 'old.example.com', after: 'new.example.com' }] },
      { differences: [{ path: 'spec.hostnames[1]', before: 'gone.example.com' }] },
      { differences: [{ path: 'spec.hostnames', before: ['a.example.com', '*.example.com'], after: [] }] },
      { differences: [{ path: 'status.loadBalancer.ingress', before: 'x', after: 'y' }] },
    ]),
  ).toEqual([
    'http://a.example.com/',
    'http://gone.example.com/',
    'http://old.example.com/',
    'http://shop.example.com/api',
  ])
})
