import { ObjectStore, resources, startApiServer } from '@portolan/demo-cluster'
import { describe, expect, test } from 'vitest'
import { follow } from '../testing/following.ts'
import { until } from '../testing/until.ts'

const GATEWAY = 'gateway.networking.k8s.io'
const builtIn = Object.values(resources).filter(({ group }) => group !== GATEWAY)

async function aCluster(served = builtIn) {
  const store = new ObjectStore({ clock: Date.now, random: Math.random, firstResourceVersion: 100 })
  store.create(resources.namespaces, { metadata: { name: 'kube-system' } })
  const server = await startApiServer({ store, resources: served, bookmarkIntervalMs: 50 })
  return { store, server, [Symbol.asyncDispose]: () => server.close() }
}

const named = (name: string) => ({ metadata: { name, namespace: 'shop' } })

describe('kinds', () => {
  test('[J2.1] [B.6] the Gateway API is absent at first, and followed when it is installed later', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    await using following = await follow(server)
    await following.settled()
    expect(following.stateOf('HTTPRoute')).toBe('absent')
    expect(following.stateOf('Service')).toBe('live')
    server.installResource(resources.httproutes)
    store.create(resources.httproutes, named('web'))
    await until(() => following.objects('HTTPRoute').size === 1)
    await following.equalsServer()
    expect(following.stateOf('Gateway')).toBe('absent')
    expect(following.mirror.told('blind')).toEqual([])
  })

  test('[B.6] a kind that is removed blinds its stream, and comes back by a list', async () => {
    await using cluster = await aCluster(Object.values(resources))
    const { store, server } = cluster
    store.create(resources.httproutes, named('web'))
    await using following = await follow(server)
    await following.equalsServer()
    server.uninstall({ group: GATEWAY })
    await until(() => following.stateOf('HTTPRoute') === 'absent')
    expect(following.objects('HTTPRoute').size).toBe(1)
    store.remove(resources.httproutes, named('web'))
    server.installResource(resources.httproutes)
    await until(() => following.stateOf('HTTPRoute') === 'live')
    await following.equalsServer()
    expect(following.mirror.told('blind', 'HTTPRoute').map(({ reason }) => reason)).toEqual(['absent'])
    expect(following.mirror.told('list-begin', 'HTTPRoute').map(({ cause }) => cause)).toEqual(['first', 'expired'])
  })

  test('[B.1] a kind is followed in another version when the one in use vanishes, without a gap', async () => {
    const { referencegrants } = resources
    const older = { ...referencegrants, version: 'v1beta1' }
    await using cluster = await aCluster([...builtIn, older])
    const { store, server } = cluster
    store.create(older, named('from-shop'))
    await using following = await follow(server)
    await following.settled()
    expect(following.objects('ReferenceGrant').size).toBe(1)
    server.installResource(referencegrants)
    store.create(referencegrants, named('from-shop'))
    server.uninstall({ group: GATEWAY, plural: 'referencegrants' })
    server.installResource(referencegrants)
    await until(
      () =>
        following.stateOf('ReferenceGrant') === 'live' &&
        server.openWatches({ resource: 'referencegrants' }).length === 1,
    )
    const targets = server
      .requests({ resource: 'referencegrants', verb: 'watch' })
      .map(({ target }) => target.split('?')[0])
    expect(new Set(targets)).toEqual(
      new Set([`/apis/${GATEWAY}/v1beta1/referencegrants`, `/apis/${GATEWAY}/v1/referencegrants`]),
    )
  })

  test('[B.3] [B.4] no list ever names a version, no watch ever a selector, no continuation a version', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    server.setWatchList('refused')
    for (let index = 0; index < 25; index++) store.create(resources.pods, named(`web-${index}`))
    await using following = await follow(server, { tuning: { listPageSize: 10 } })
    await following.equalsServer()
    server.compact()
    server.dropConnections()
    await following.equalsServer()
    const queries = server
      .requests()
      .map(({ verb, target }) => ({ verb, query: new URL(target, server.url).searchParams }))
    for (const { verb, query } of queries) {
      expect([...query.keys()].filter((key) => key.endsWith('Selector'))).toEqual([])
      if (verb === 'list') expect([...query.keys()].filter((key) => key.startsWith('resourceVersion'))).toEqual([])
      if (verb === 'watch') expect(query.get('resourceVersion')).not.toBe('0')
      if (verb === 'watch') expect(query.get('allowWatchBookmarks')).toBe('true')
    }
    const timeouts = queries.flatMap(({ query }) => query.get('timeoutSeconds') ?? [])
    expect(timeouts.every((seconds) => Number(seconds) >= 300 && Number(seconds) <= 600)).toBe(true)
    expect(new Set(timeouts).size).toBeGreaterThan(5)
  })

  test('[B.8] of Namespaces and ControllerRevisions only the metadata is read', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    store.create(resources.controllerrevisions, { ...named('db-1'), data: { large: 'template' } })
    await using following = await follow(server)
    await following.equalsServer()
    const [revision] = [...following.objects('ControllerRevision').values()]
    expect(revision?.content).toMatchObject({ metadata: { name: 'db-1' } })
    expect(revision?.content).not.toHaveProperty('data')
  })
})
