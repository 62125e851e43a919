import type { ProjectedObject } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { exampleUrls, knownUrls, matchingUrls, withScheme } from './known-urls.ts'

function anObject(kind: string, name: string, spec: object): ProjectedObject {
  const metadata = { name, namespace: 'shop', uid: name, creationTimestamp: '2026-11-21T01:00:00Z' }
  return { kind, apiVersion: 'v1', metadata, spec }
}

const ingress = anObject('Ingress', 'edge', {
  tls: [{ hosts: ['shop.example.com'], secretName: 'shop-tls' }],
  rules: [
    { host: 'shop.example.com', http: { paths: [{ path: '/api' }, { path: '/v1(/|$)(.*)' }] } },
    { host: '*.plain.example.com', http: { paths: [{}] } },
    { http: { paths: [{ path: '/everywhere' }] } },
  ],
})
const gateway = anObject('Gateway', 'public', {
  listeners: [
    { name: 'http', port: 80, protocol: 'HTTP' },
    { name: 'https', port: 8443, protocol: 'HTTPS' },
  ],
})
const route = anObject('HTTPRoute', 'web', {
  parentRefs: [{ name: 'public' }],
  hostnames: ['web.example.com'],
  rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }] }],
})

describe('addresses seen in the cluster', () => {
  test('are those of Ingress rules and routes, with the scheme and port that answer', () => {
    expect(knownUrls([ingress, gateway, route])).toEqual([
      'http://any.plain.example.com/',
      'https://shop.example.com/',
      'https://shop.example.com/api',
      'https://web.example.com:8443/',
    ])
  })

  test('do not depend on the order the objects came in', () => {
    expect(knownUrls([route, gateway, ingress])).toEqual(knownUrls([ingress, gateway, route]))
  })

  test('a route whose Gateway may not be read is taken for plain HTTP', () => {
    expect(knownUrls([route])).toEqual(['http://web.example.com/'])
  })

  test('are narrowed by every word typed; those that begin with it come first', () => {
    const urls = ['http://a.example.com/shop', 'https://shop.example.com/', 'https://shop.example.com/api']
    expect(matchingUrls(urls, 'shop')).toEqual([
      'https://shop.example.com/',
      'https://shop.example.com/api',
      'http://a.example.com/shop',
    ])
    expect(matchingUrls(urls, 'shop API')).toEqual(['https://shop.example.com/api'])
    expect(matchingUrls(urls, ' ')).toEqual(urls)
  })
})

test('examples are of different hosts as far as there are', () => {
  const urls = ['http://a/', 'http://a/x', 'http://a/y', 'http://b/']
  expect([exampleUrls(urls, 3), exampleUrls(urls, 1), exampleUrls([])]).toEqual([
    ['http://a/', 'http://b/', 'http://a/x'],
    ['http://a/'],
    [],
  ])
})

test.each([
  ['shop.example.com/api', 'http://shop.example.com/api'],
  [' https://shop.example.com ', 'https://shop.example.com'],
  ['  ', ''],
])('%j typed means %j', (typed, url) => {
  expect(withScheme(typed)).toBe(url)
})
