import { rm, writeFile } from 'node:fs/promises'
import { type Access, type AccessRule, ObjectStore, resources, startApiServer } from '@portolan/demo-cluster'
import { describe, expect, test } from 'vitest'
import { clusterOf, Following, follow } from '../testing/following.ts'
import { aTemporaryDirectory } from '../testing/temporary-directory.ts'
import { until } from '../testing/until.ts'

const READ = ['get', 'list', 'watch']
const EVERYTHING: AccessRule = { verbs: READ, apiGroups: ['*'], resources: ['*'] }
const withoutPods: AccessRule = {
  verbs: READ,
  apiGroups: ['*'],
  resources: Object.values(resources)
    .map(({ plural }) => plural)
    .filter((plural) => plural !== 'pods'),
}

const granting = (...rules: AccessRule[]): Access => ({
  admin: { user: 'admin', rules: [EVERYTHING] },
  reader: { user: 'reader', rules },
})

async function aCluster(access: Access) {
  const store = new ObjectStore({ clock: Date.now, random: Math.random, firstResourceVersion: 100 })
  for (const name of ['kube-system', 'shop', 'bank']) store.create(resources.namespaces, { metadata: { name } })
  const served = { store, resources: Object.values(resources), access, bookmarkIntervalMs: 50 }
  const server = await startApiServer(served)
  return { store, server, [Symbol.asyncDispose]: () => server.close() }
}

const aPod = (name: string, namespace = 'shop') => ({ metadata: { name, namespace } })
const PODS = { kind: 'Pod' } as const
const reader = { kubeconfig: { token: 'reader' } }

describe('permissions', () => {
  test('[J2.1] [B.10] a permission that is taken away blinds its stream only, and is found again', async () => {
    await using cluster = await aCluster(granting(EVERYTHING))
    const { store, server } = cluster
    store.create(resources.pods, aPod('web-1'))
    store.create(resources.pods, aPod('web-2'))
    await using following = await follow(server, { ...reader, tuning: { reprobeMs: 50 } })
    await following.equalsServer('admin')
    server.setAccess(granting(withoutPods))
    server.endWatches()
    await until(() => following.stateOf('Pod') === 'denied')
    expect(following.statistics('Pod')?.detail).toBe(
      'pods is forbidden: User "reader" cannot watch resource "pods" in API group "" at the cluster scope',
    )
    store.remove(resources.pods, aPod('web-1'))
    store.create(resources.services, aPod('web'))
    await following.equalsServer('admin')
    expect(following.objects('Pod').size).toBe(2)
    server.setAccess(granting(EVERYTHING))
    await until(() => following.stateOf('Pod') === 'live')
    await following.equalsServer('admin')
    expect(following.objects('Pod').size).toBe(1)
    expect(following.mirror.told('blind').map(({ stream, reason }) => [stream.kind, reason])).toEqual([
      ['Pod', 'denied'],
    ])
    const story = following.mirror.story(PODS).filter((told) => told.startsWith('list-begin'))
    expect(story).toEqual(['list-begin first', 'list-begin expired'])
  })

  test('[B.10] who may read nothing is told so per kind, and asked about again without a storm', async () => {
    await using cluster = await aCluster(granting())
    const { server } = cluster
    await using following = await follow(server, { ...reader, tuning: { reprobeMs: 200 } })
    await following.settled()
    expect(new Set(following.source.statistics().map(({ state }) => state))).toEqual(new Set(['denied']))
    expect(following.mirror.told('blind')).toEqual([])
    const [before, begun] = [server.requests({ resource: 'pods' }).length, performance.now()]
    await new Promise((resolve) => setTimeout(resolve, 300))
    const turns = (performance.now() - begun) / 200
    expect(server.requests({ resource: 'pods' }).length - before).toBeLessThanOrEqual(turns + 1.5)
  })

  test('[J2.1] [B.10] with configured namespaces each namespaced kind is followed in each of them', async () => {
    const inShop: AccessRule = { ...EVERYTHING, namespaces: ['shop'] }
    await using cluster = await aCluster(granting(inShop))
    const { store, server } = cluster
    store.create(resources.pods, aPod('web-1', 'shop'))
    store.create(resources.pods, aPod('teller-1', 'bank'))
    await using following = await follow(server, { ...reader, namespaces: ['shop', 'bank'] })
    await following.equalsServer('admin')
    expect(following.stateOf('Pod', 'shop')).toBe('live')
    expect(following.stateOf('Pod', 'bank')).toBe('denied')
    expect(following.stateOf('Pod')).toBeUndefined()
    expect(following.stateOf('Node')).toBe('denied')
    expect(server.requests({ resource: 'pods' }).every(({ namespace }) => namespace !== undefined)).toBe(true)
    store.create(resources.pods, aPod('web-2', 'shop'))
    await until(() => following.objects('Pod', 'shop').size === 2)
    server.setAccess(granting(inShop, { ...EVERYTHING, namespaces: ['bank'] }))
    await until(() => following.stateOf('Pod', 'bank') === 'live')
    await following.equalsServer('admin')
  })

  test('[J2.1] [B.10] without the whole cluster, every namespace that may be read is found and followed', async () => {
    const listNamespaces: AccessRule = { verbs: READ, apiGroups: [''], resources: ['namespaces'] }
    const rights = (...namespaces: string[]) => granting(listNamespaces, { ...EVERYTHING, namespaces })
    await using cluster = await aCluster(rights('shop'))
    const { store, server } = cluster
    store.create(resources.pods, aPod('web-1', 'shop'))
    store.create(resources.pods, aPod('teller-1', 'bank'))
    await using following = await follow(server, reader)
    await until(() => following.stateOf('Pod', 'shop') === 'live')
    expect(following.stateOf('Pod')).toBe('denied')
    expect(following.stateOf('Pod', 'bank')).toBeUndefined()
    expect(following.stateOf('Namespace')).toBe('live')

    server.setAccess(rights('shop', 'bank', 'docks'))
    store.create(resources.namespaces, { metadata: { name: 'docks' } })
    store.create(resources.pods, aPod('crane-1', 'docks'))
    await until(() => following.objects('Pod', 'bank').size === 1 && following.objects('Pod', 'docks').size === 1)
    await following.equalsServer('admin')

    store.remove(resources.pods, aPod('crane-1', 'docks'))
    store.remove(resources.namespaces, { metadata: { name: 'docks' } })
    await until(() => following.stateOf('Pod', 'docks') === undefined)

    server.setAccess(granting(EVERYTHING))
    await until(() => following.stateOf('Pod') === 'live')
    await following.equalsServer('admin')
    const followed = following.source.statistics().filter(({ stream }) => stream.kind === 'Pod')
    expect(followed.map(({ stream }) => stream)).toEqual([PODS])
    expect(server.openWatches({ resource: 'pods' })).toEqual([{ resource: 'pods' }])
  })

  test('[J2.1] [B.6] a token that rotates is followed; a watch that runs survives its expiry', async () => {
    await using directory = await aTemporaryDirectory()
    await using cluster = await aCluster(granting(EVERYTHING))
    const { store, server } = cluster
    const tokenFile = directory.file('token')
    await writeFile(tokenFile, 'reader')
    await using following = await follow(server, { kubeconfig: { tokenFile } })
    await following.settled()
    const { reader: sameReader, ...others } = granting(EVERYTHING)
    server.setAccess({ ...others, ...(sameReader && { fresh: sameReader }) })
    store.create(resources.pods, aPod('web-1'))
    await until(() => following.objects('Pod').size === 1)
    server.endWatches()
    const refused = `the API server at ${server.url} does not accept these credentials (401 Unauthorized); retrying`
    await until(() => following.statistics('Pod')?.detail === refused)
    store.create(resources.pods, aPod('web-2'))
    await writeFile(tokenFile, 'fresh')
    await following.equalsServer('admin')
    expect(following.mirror.told('blind')).toEqual([])
  })

  test('credentials that are refused at the start are told, and asked again', async () => {
    await using cluster = await aCluster(granting(EVERYTHING))
    const { server } = cluster
    await using following = await follow(server, { kubeconfig: { token: 'unknown' } })
    const sentence = `the API server at ${server.url} does not accept these credentials (401 Unauthorized); retrying`
    await until(() => following.source.statistics().every(({ detail }) => detail === sentence))
    server.setAccess({ ...granting(), unknown: { user: 'reader', rules: [EVERYTHING] } })
    await following.equalsServer('admin')
  })

  test('a token file that is away for a moment is waited for', async () => {
    await using directory = await aTemporaryDirectory()
    await using cluster = await aCluster(granting(EVERYTHING))
    const { server } = cluster
    const tokenFile = directory.file('token')
    await writeFile(tokenFile, 'reader')
    const configured = await clusterOf(server, { tokenFile })
    await rm(tokenFile)
    await using following = new Following(configured)
    const sentence = `the token file ${tokenFile} cannot be read (ENOENT); retrying`
    await until(() => following.source.statistics().every(({ detail }) => detail === sentence))
    await writeFile(tokenFile, 'reader')
    await following.equalsServer('admin')
  })
})
