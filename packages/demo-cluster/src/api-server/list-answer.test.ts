import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { list, versionsOf } from '../testing/api-client.ts'
import { aCluster, aService, createServices, marked, named, pathOf } from '../testing/clusters.ts'
import { resources } from './api-resource.ts'
import { parseListOptions } from './list-options.ts'
import { StatusAnswer } from './status.ts'

const SERVICES = pathOf(resources.services)

test('a LIST is one snapshot at the version of the newest write, in the order of namespace and name', async () => {
  await using cluster = await aCluster()
  for (const [name, namespace] of [
    ['web', 'shop'],
    ['api', 'shop'],
    ['web', 'a-team'],
    ['web', 'a'],
  ] as const) {
    cluster.store.create(resources.services, aService(name, namespace))
  }
  cluster.store.create(resources.namespaces, { metadata: { name: 'shop' } })
  const all = await list(cluster.url + SERVICES)
  expect(all).toMatchObject({ kind: 'ServiceList', apiVersion: 'v1', metadata: { resourceVersion: '105' } })
  expect(all.items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual([
    'a-team/web',
    'a/web',
    'shop/api',
    'shop/web',
  ])
  expect(Object.keys(all.items[0] ?? {})).toEqual(['metadata', 'spec'])
  const scoped = await list(cluster.url + pathOf(resources.services, 'a'))
  expect(versionsOf(scoped.items)).toEqual(['web@104'])
  expect(scoped.metadata.resourceVersion).toBe('105')
})

test('pages come from the snapshot of the first, whatever happens meanwhile', async () => {
  await using cluster = await aCluster()
  createServices(cluster.store, 7)
  const first = await list(`${cluster.url}${SERVICES}?limit=3`)
  expect(first.metadata).toEqual({ resourceVersion: '107', continue: expect.any(String), remainingItemCount: 4 })
  cluster.store.remove(resources.services, named('s-004'))
  cluster.store.update(resources.services, named('s-005'), marked('late'))
  cluster.store.create(resources.services, aService('s-0045'))
  const second = await list(`${cluster.url}${SERVICES}?limit=3&continue=${first.metadata.continue}`)
  const third = await list(`${cluster.url}${SERVICES}?limit=3&continue=${second.metadata.continue}`)
  expect([first, second, third].map(({ items }) => versionsOf(items))).toEqual([
    ['s-000@101', 's-001@102', 's-002@103'],
    ['s-003@104', 's-004@105', 's-005@106'],
    ['s-006@107'],
  ])
  expect(third.metadata).toEqual({ resourceVersion: '107' })
})

test('pages of one namespace end with it', async () => {
  await using cluster = await aCluster()
  createServices(cluster.store, 3)
  cluster.store.create(resources.services, aService('after', 'zoo'))
  const first = await list(`${cluster.url}${pathOf(resources.services, 'shop')}?limit=2`)
  expect(first.metadata.remainingItemCount).toBe(1)
  const second = await list(
    `${cluster.url}${pathOf(resources.services, 'shop')}?limit=2&continue=${first.metadata.continue}`,
  )
  expect(versionsOf(second.items)).toEqual(['s-002@103'])
})

test('limit=1 tells the version of the whole collection', async () => {
  await using cluster = await aCluster()
  createServices(cluster.store, 3)
  const { metadata, items } = await list(`${cluster.url}${SERVICES}?limit=1`)
  expect([metadata.resourceVersion, metadata.remainingItemCount, items.length]).toEqual(['103', 2, 1])
})

test('a page token older than the history answers 410 with a token that goes on inconsistently', async () => {
  await using cluster = await aCluster()
  createServices(cluster.store, 4)
  const { metadata } = await list(`${cluster.url}${SERVICES}?limit=2`)
  cluster.store.update(resources.services, named('s-003'), marked('late'))
  cluster.server.compact()
  const expired = await fetch(`${cluster.url}${SERVICES}?limit=2&continue=${metadata.continue}`)
  const status = (await expired.json()) as { metadata: { continue: string } }
  expect(status).toMatchObject({ kind: 'Status', status: 'Failure', reason: 'Expired', code: 410 })
  expect(expired.status).toBe(410)
  const rest = await list(`${cluster.url}${SERVICES}?limit=2&continue=${status.metadata.continue}`)
  expect([rest.metadata.resourceVersion, versionsOf(rest.items)]).toEqual(['105', ['s-002@103', 's-003@105']])
})

test('resourceVersion means: 0 anything, N alone at least N, N with limit or Exact exactly N', async () => {
  await using cluster = await aCluster()
  createServices(cluster.store, 2)
  cluster.store.update(resources.services, named('s-000'), marked('late'))
  const at = async (query: string) => {
    const { metadata, items } = await list(`${cluster.url}${SERVICES}?${query}`)
    return [metadata.resourceVersion, versionsOf(items)]
  }
  const now = ['103', ['s-000@103', 's-001@102']]
  expect(await at('resourceVersion=0')).toEqual(now)
  expect(await at('resourceVersion=0&limit=1')).toEqual(now)
  expect(await at('resourceVersion=101')).toEqual(now)
  expect(await at('resourceVersion=101&resourceVersionMatch=NotOlderThan&limit=2')).toEqual(now)
  expect(await at('resourceVersion=101&limit=5')).toEqual(['101', ['s-000@101']])
  expect(await at('resourceVersion=102&resourceVersionMatch=Exact')).toEqual(['102', ['s-000@101', 's-001@102']])
})

test('a version not known yet is waited for, then answered 504 ResourceVersionTooLarge', async () => {
  await using cluster = await aCluster({ freshnessWaitMs: 40 })
  const coming = list(`${cluster.url}${SERVICES}?resourceVersion=101`)
  setTimeout(() => createServices(cluster.store, 1), 5)
  expect(versionsOf((await coming).items)).toEqual(['s-000@101'])
  const response = await fetch(`${cluster.url}${SERVICES}?resourceVersion=900`)
  expect([response.status, response.headers.get('retry-after')]).toEqual([504, '1'])
  expect(await response.json()).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'Timeout: Too large resource version: 900, current: 101',
    reason: 'Timeout',
    details: {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
    code: 504,
  })
})

test('an exact version from before the history answers 410', async () => {
  await using cluster = await aCluster({ historyLimit: 8 })
  createServices(cluster.store, 30)
  const response = await fetch(`${cluster.url}${SERVICES}?resourceVersion=101&resourceVersionMatch=Exact`)
  expect([response.status, await response.json()]).toMatchObject([410, { reason: 'Expired' }])
})

test.each([
  ['resourceVersionMatch=Exact', 422],
  ['resourceVersion=0&resourceVersionMatch=Exact', 422],
  ['resourceVersion=5&resourceVersionMatch=Newest', 422],
  ['sendInitialEvents=true', 422],
  ['continue=abc&resourceVersionMatch=NotOlderThan&resourceVersion=5', 422],
  ['continue=abc&resourceVersion=5', 400],
  ['continue=abc', 400],
  ['resourceVersion=1e3', 400],
  ['limit=-1', 400],
  ['labelSelector=app%3Dweb', 400],
])('a LIST with %s is refused with %d', async (query, code) => {
  await using cluster = await aCluster()
  const response = await fetch(`${cluster.url}${SERVICES}?${query}`)
  expect([response.status, await response.json()]).toMatchObject([code, { kind: 'Status', status: 'Failure', code }])
})

test.each([
  ['watch=true&resourceVersionMatch=NotOlderThan', true],
  ['watch=true&sendInitialEvents=true', true],
  ['watch=true&sendInitialEvents=true&resourceVersionMatch=Exact&resourceVersion=1', true],
  ['watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan', false],
])('a watch with %s is refused with 422 (WatchList served: %s)', (query, isServed) => {
  expect(() => parseListOptions(new URLSearchParams(query), isServed)).toThrow(StatusAnswer)
})

test('metadata only: an Accept header asks for it, and the first form that is served wins', async () => {
  await using cluster = await aCluster()
  const service = cluster.store.create(resources.services, aService('web'))
  const partial = (kind: string) => `application/json;as=${kind};g=meta.k8s.io;v=v1`
  const accept = `application/vnd.kubernetes.protobuf, ${partial('PartialObjectMetadataList')}, application/json`
  expect(await list(cluster.url + SERVICES, { accept })).toEqual({
    kind: 'PartialObjectMetadataList',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { resourceVersion: '101' },
    items: [{ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: service.metadata }],
  })
  const code = async (wanted: string) => (await fetch(cluster.url + SERVICES, { headers: { accept: wanted } })).status
  expect(await code(partial('PartialObjectMetadata'))).toBe(406)
  expect(await code('application/json;as=Table;g=meta.k8s.io;v=v2')).toBe(406)
  expect(await code('application/json;as=Table;g=meta.k8s.io;v=v2, application/json')).toBe(200)
})

test('what kubectl prints: a list and one object as a Table', async () => {
  await using cluster = await aCluster()
  cluster.store.create(resources.services, aService('web'))
  const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json'
  const table = {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { resourceVersion: '101' },
    columnDefinitions: expect.arrayContaining([expect.objectContaining({ name: 'Cluster-IP', priority: 0 })]),
    rows: [
      { cells: expect.arrayContaining(['web']), object: expect.objectContaining({ kind: 'PartialObjectMetadata' }) },
    ],
  }
  expect(await list(cluster.url + SERVICES, { accept })).toEqual(table)
  expect(await list(`${cluster.url}/api/v1/namespaces/shop/services/web`, { accept })).toEqual(table)
})

test('one object, its status, its metadata, and none', async () => {
  await using cluster = await aCluster()
  const service = cluster.store.create(resources.services, aService('web'))
  const node = cluster.store.create(resources.nodes, { metadata: { name: 'node-01' } })
  const get = async (path: string) => {
    const response = await fetch(cluster.url + path)
    return [response.status, await response.json()]
  }
  const path = '/api/v1/namespaces/shop/services'
  expect(await get(`${path}/web`)).toEqual([200, service])
  expect(await get(`${path}/web/status`)).toEqual([200, service])
  expect(await get('/api/v1/nodes/node-01')).toEqual([200, node])
  expect(await get(`${path}/cart`)).toEqual([
    404,
    {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'services "cart" not found',
      reason: 'NotFound',
      details: { name: 'cart', kind: 'services' },
      code: 404,
    },
  ])
})

test('custom resources are listed in the form their server writes', async () => {
  await using cluster = await aCluster()
  cluster.store.create(resources.gateways, { metadata: { name: 'front', namespace: 'shop' }, spec: {} })
  const response = await fetch(cluster.url + pathOf(resources.gateways))
  const body = await response.text()
  expect(body).toMatch(
    /^\{"apiVersion":"gateway.networking.k8s.io\/v1","items":\[\{"apiVersion":"gateway.networking.k8s.io\/v1","kind":"Gateway",/,
  )
  expect(body).toMatch(/\],"kind":"GatewayList","metadata":\{"continue":"","resourceVersion":"101"\}\}\n$/)
})

test('large lists are compressed for those who ask, and only large ones', async () => {
  await using cluster = await aCluster()
  const raw = (headers: Record<string, string>) =>
    new Promise<[string | undefined, number]>((resolve, reject) => {
      const ask = request(cluster.url + SERVICES, { headers }, (response) => {
        response.setEncoding('latin1')
        void text(response).then((body) => resolve([response.headers['content-encoding'], body.length]), reject)
      })
      ask.on('error', reject).end()
    })
  createServices(cluster.store, 10, 1_000)
  expect(await raw({ 'accept-encoding': 'gzip' })).toEqual([undefined, expect.any(Number)])
  for (let i = 0; i < 200; i++)
    cluster.store.create(resources.services, { ...aService(`big-${i}`), spec: { filler: 'x'.repeat(1_000) } })
  const [[encoding, compressed], [, plain], [refused]] = [
    await raw({ 'accept-encoding': 'br;q=1, gzip;q=0.5' }),
    await raw({}),
    await raw({ 'accept-encoding': 'gzip;q=0' }),
  ]
  expect([encoding, refused]).toEqual(['gzip', undefined])
  expect(compressed).toBeLessThan(plain / 10)
  expect((await list(cluster.url + SERVICES)).items).toHaveLength(210)
})

test('reading v1 Endpoints warns of its deprecation', async () => {
  await using cluster = await aCluster()
  const { headers } = await fetch(cluster.url + pathOf(resources.endpoints))
  expect(headers.get('warning')).toMatch(/^299 - "v1 Endpoints is deprecated/)
})
