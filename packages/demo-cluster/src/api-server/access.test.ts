import { expect, test } from 'vitest'
import { eventually, list, watch } from '../testing/api-client.ts'
import { aCluster, createServices, pathOf } from '../testing/clusters.ts'
import type { Subject } from './access.ts'
import { resources } from './api-resource.ts'

const READ = ['get', 'list', 'watch']

const reader: Subject = {
  user: 'system:serviceaccount:portolan:reader',
  rules: [
    { verbs: READ, apiGroups: [''], resources: ['services', 'namespaces'] },
    { verbs: READ, apiGroups: [''], resources: ['pods'], namespaces: ['shop'] },
    { verbs: ['list'], apiGroups: ['apps'], resources: ['*'] },
  ],
}

const authorization = 'Bearer s3cret'

test('without a token, or with one nobody gave, the answer is 401 everywhere', async () => {
  await using cluster = await aCluster({ access: { s3cret: reader } })
  const code = async (headers: Record<string, string>, path = '/version') =>
    (await fetch(cluster.url + path, { headers })).status
  expect(await code({})).toBe(401)
  expect(await code({ authorization: 'Bearer toString' })).toBe(401)
  expect(await code({ authorization: 'Basic s3cret' }, pathOf(resources.pods))).toBe(401)
  expect(await code({ authorization })).toBe(200)
  const response = await fetch(cluster.url + pathOf(resources.services))
  expect(await response.json()).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'Unauthorized',
    reason: 'Unauthorized',
    code: 401,
  })
})

test('a rule bound in a namespace allows nothing across the cluster; the refusal says who wanted what', async () => {
  await using cluster = await aCluster({ access: { s3cret: reader } })
  const get = async (path: string) => {
    const response = await fetch(cluster.url + path, { headers: { authorization } })
    return [response.status, ((await response.json()) as { message?: string }).message]
  }
  const user = 'User "system:serviceaccount:portolan:reader" cannot'
  expect(await get(pathOf(resources.pods, 'shop'))).toEqual([200, undefined])
  expect(await get(pathOf(resources.pods))).toEqual([
    403,
    `pods is forbidden: ${user} list resource "pods" in API group "" at the cluster scope`,
  ])
  expect(await get(pathOf(resources.endpointslices, 'shop'))).toEqual([
    403,
    `endpointslices.discovery.k8s.io is forbidden: ${user} list resource "endpointslices" in API group "discovery.k8s.io" in the namespace "shop"`,
  ])
  expect(await get('/api/v1/namespaces/other/pods/web-1')).toEqual([
    403,
    `pods "web-1" is forbidden: ${user} get resource "pods" in API group "" in the namespace "other"`,
  ])
  expect(await get(`${pathOf(resources.deployments)}?watch=true`)).toEqual([
    403,
    `deployments.apps is forbidden: ${user} watch resource "deployments" in API group "apps" at the cluster scope`,
  ])
})

test('rights change while running: a watch that is open stays, the next request is judged anew', async () => {
  await using cluster = await aCluster({ access: { s3cret: reader } })
  const url = cluster.url + pathOf(resources.services)
  const open = await watch(url, '&resourceVersion=100', { authorization })
  cluster.server.setAccess({ rotated: reader })
  createServices(cluster.store, 1)
  await eventually(() => expect(open.lines).toHaveLength(1))
  await expect(list(url, { authorization })).rejects.toThrow('answered 401')
  cluster.server.setAccess({ rotated: { ...reader, rules: [] } })
  await expect(list(url, { authorization: 'Bearer rotated' })).rejects.toThrow('answered 403')
  cluster.server.setAccess(undefined)
  expect((await list(url)).items).toHaveLength(1)
})

test('whoever may come in may ask what else is allowed', async () => {
  await using cluster = await aCluster({ access: { s3cret: { ...reader, rules: reader.rules.slice(1, 2) } } })
  const review = async (kind: string, spec: object) => {
    const url = `${cluster.url}/apis/authorization.k8s.io/v1/${kind}`
    const response = await fetch(url, { method: 'POST', headers: { authorization }, body: JSON.stringify({ spec }) })
    return [response.status, ((await response.json()) as { status: unknown }).status]
  }
  const access = (resourceAttributes: object) => review('selfsubjectaccessreviews', { resourceAttributes })
  expect(await access({ verb: 'list', resource: 'pods', namespace: 'shop' })).toMatchObject([201, { allowed: true }])
  expect(await access({ verb: 'list', resource: 'pods', namespace: '' })).toEqual([201, { allowed: false }])
  expect(await access({ verb: 'list', group: 'apps', resource: 'pods', namespace: 'shop' })).toEqual([
    201,
    { allowed: false },
  ])
  expect(await review('selfsubjectrulesreviews', { namespace: 'shop' })).toMatchObject([
    201,
    { resourceRules: [{ verbs: READ, apiGroups: [''], resources: ['pods'] }], incomplete: false },
  ])
  expect(await review('selfsubjectrulesreviews', { namespace: 'other' })).toMatchObject([201, { resourceRules: [] }])
})
