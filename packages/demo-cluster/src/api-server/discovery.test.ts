import { expect, test } from 'vitest'
import { aCluster } from '../testing/clusters.ts'
import { resources } from './api-resource.ts'

const get = async (url: string) => {
  const response = await fetch(url)
  const isJson = response.headers.get('content-type') === 'application/json'
  return { code: response.status, body: isJson ? await response.json() : await response.text() }
}

test('/version, /api and /apis describe the server', async () => {
  await using cluster = await aCluster({ gitVersion: 'v1.33.4+k3s1' })
  expect((await get(`${cluster.url}/version`)).body).toMatchObject({
    major: '1',
    minor: '33',
    gitVersion: 'v1.33.4+k3s1',
  })
  expect((await get(`${cluster.url}/api`)).body).toMatchObject({ kind: 'APIVersions', versions: ['v1'] })
  const { groups } = (await get(`${cluster.url}/apis`)).body as { groups: { name: string }[] }
  expect(groups.map(({ name }) => name)).toEqual([
    'discovery.k8s.io',
    'networking.k8s.io',
    'apps',
    'autoscaling',
    'policy',
    'gateway.networking.k8s.io',
  ])
  expect(await get(`${cluster.url}/readyz`)).toEqual({ code: 200, body: 'ok' })
})

test('a group prefers its stable version, whatever was installed first', async () => {
  const beta = { ...resources.referencegrants, version: 'v1beta1' }
  await using cluster = await aCluster({ resources: [beta, resources.gateways, { ...beta, version: 'v1alpha2' }] })
  const version = (name: string) => ({ groupVersion: `gateway.networking.k8s.io/${name}`, version: name })
  expect((await get(`${cluster.url}/apis/gateway.networking.k8s.io`)).body).toEqual({
    kind: 'APIGroup',
    apiVersion: 'v1',
    name: 'gateway.networking.k8s.io',
    versions: [version('v1'), version('v1beta1'), version('v1alpha2')],
    preferredVersion: version('v1'),
  })
})

test('a group version lists its resources and their status subresources', async () => {
  await using cluster = await aCluster({ resources: [resources.ingresses, resources.ingressclasses] })
  const verbs = ['get', 'list', 'watch']
  const ingress = { singularName: 'ingress', namespaced: true, kind: 'Ingress', verbs, shortNames: ['ing'] }
  expect((await get(`${cluster.url}/apis/networking.k8s.io/v1`)).body).toEqual({
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: 'networking.k8s.io/v1',
    resources: [
      { name: 'ingresses', ...ingress },
      { name: 'ingresses/status', singularName: '', namespaced: true, kind: 'Ingress', verbs: ['get'] },
      { name: 'ingressclasses', singularName: 'ingressclass', namespaced: false, kind: 'IngressClass', verbs },
    ],
  })
})

test('what is not installed is a plain 404, and appears when it is installed', async () => {
  await using cluster = await aCluster({ resources: [resources.services] })
  const paths = [
    '/apis/gateway.networking.k8s.io',
    '/apis/gateway.networking.k8s.io/v1',
    '/apis/gateway.networking.k8s.io/v1/gateways',
  ]
  const codes = () => Promise.all(paths.map(async (path) => (await get(cluster.url + path)).code))
  expect(await get(`${cluster.url}${paths[2]}`)).toEqual({ code: 404, body: '404 page not found\n' })
  expect(await codes()).toEqual([404, 404, 404])
  cluster.server.installResource(resources.gateways)
  expect(await codes()).toEqual([200, 200, 200])
  cluster.server.uninstall({ group: 'gateway.networking.k8s.io' })
  expect(await codes()).toEqual([404, 404, 404])
})

test('nothing can be written over HTTP', async () => {
  await using cluster = await aCluster()
  const response = await fetch(`${cluster.url}/api/v1/namespaces/shop/services`, { method: 'POST', body: '{}' })
  expect(response.status).toBe(405)
  expect(await response.json()).toMatchObject({
    kind: 'Status',
    status: 'Failure',
    reason: 'MethodNotAllowed',
    code: 405,
  })
})
