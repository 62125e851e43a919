import { expect, test } from 'vitest'
import { list, watch } from '../testing/api-client.ts'
import { aCluster, pathOf } from '../testing/clusters.ts'
import { resources } from './api-resource.ts'

test('every request is remembered as verb, resource and scope, whatever its answer', async () => {
  await using cluster = await aCluster({ access: { s3cret: { user: 'reader', rules: [] } } })
  const paths = [
    '/version',
    pathOf(resources.pods),
    '/api/v1/namespaces/shop/services/web',
    '/apis/metrics.k8s.io/v1beta1/pods?limit=5',
  ]
  for (const path of paths) await fetch(cluster.url + path)
  expect(cluster.server.requests()).toEqual([
    { verb: 'discovery', target: '/version', at: expect.any(Number) },
    { verb: 'list', resource: 'pods', target: '/api/v1/pods', at: expect.any(Number) },
    { verb: 'get', resource: 'services', namespace: 'shop', target: paths[2], at: expect.any(Number) },
    { verb: 'discovery', target: paths[3], at: expect.any(Number) },
  ])
  expect(cluster.server.requests({ verb: 'list' })).toHaveLength(1)
})

test('a watch and a list of the same path are told apart', async () => {
  await using cluster = await aCluster()
  const url = cluster.url + pathOf(resources.pods, 'shop')
  await list(url)
  await watch(url, '&resourceVersion=100')
  const scope = { resource: 'pods', namespace: 'shop' }
  expect(cluster.server.requests(scope)).toMatchObject([
    { verb: 'list', ...scope },
    { verb: 'watch', ...scope },
  ])
})

test.each([
  ['/api/v1/%E0%A4%A', 400],
  ['//example.com/api', 404],
  ['/api/v1/namespaces/shop/nodes', 404],
  ['/api/v1/pods/web', 404],
  ['/api/v1/namespaces/shop/pods/web/log', 404],
  ['/apis/apps/v2/deployments', 404],
  ['/metrics', 404],
])('%s answers %d and the server lives on', async (path, code) => {
  await using cluster = await aCluster()
  expect((await fetch(cluster.url + path)).status).toBe(code)
  expect((await fetch(`${cluster.url}/healthz`)).status).toBe(200)
})
