import { ObjectStore, resources, startApiServer } from '@portolan/demo-cluster'
import { describe, expect, test } from 'vitest'
import { follow } from '../testing/following.ts'
import { answerJson, aScriptedCluster, endOfInitialEvents, line } from '../testing/scripted-cluster.ts'
import { until } from '../testing/until.ts'

const MIB = 1024 * 1024
const PODS = { kind: 'Pod' } as const

async function aCluster() {
  const store = new ObjectStore({ clock: Date.now, random: Math.random, firstResourceVersion: 100 })
  store.create(resources.namespaces, { metadata: { name: 'kube-system' } })
  const server = await startApiServer({ store, resources: Object.values(resources), bookmarkIntervalMs: 50 })
  return { store, server, [Symbol.asyncDispose]: () => server.close() }
}

const aPod = (name: string) => ({ metadata: { name, namespace: 'shop' } })

describe('lines', () => {
  test('[J2.1] a connection reset in the middle of a line loses nothing', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    await using following = await follow(server)
    await following.settled()
    for (let round = 0; round < 3; round++) {
      const torn = server.tearNext({ resource: 'pods' })
      for (let index = 0; index < 5; index++) store.create(resources.pods, aPod(`web-${round}-${index}`))
      await following.equalsServer()
      expect(torn.strikes).toBe(1)
    }
    expect(following.mirror.told('blind')).toEqual([])
    expect(following.mirror.repeated).toEqual([])
    expect(following.statistics('Pod')?.parseErrors).toBe(0)
  })

  test('[J2.7] wherever a line is cut, nothing is lost and nothing told twice', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    await using following = await follow(server, { tuning: { backoffBaseMs: 1, backoffCapMs: 5 } })
    await following.settled()
    for (const atByte of [0, 1, 2, 9, 60, 100, 150]) {
      server.tearNext({ resource: 'pods' }, { atByte })
      store.create(resources.pods, aPod(`web-${atByte}`))
      await until(() => following.objects('Pod').size === following.mirror.told('watched', 'Pod').length)
    }
    await following.equalsServer()
    expect(following.mirror.repeated).toEqual([])
  })

  test('[J2.1] a line of 1.4 MiB, in characters of several bytes, arrives whole', async () => {
    await using cluster = await aCluster()
    const { store, server } = cluster
    await using following = await follow(server)
    await following.settled()
    const note = '入口'.repeat((1.4 * MIB) / 6)
    store.create(resources.pods, { ...aPod('large'), spec: { note } })
    store.create(resources.pods, aPod('small'))
    await following.equalsServer()
    const [large] = [...following.objects('Pod').values()]
    expect(large?.content).toMatchObject({ spec: { note } })
  })

  test('[B.6] a line that is not JSON closes the watch; it is told once it can be read, and nothing is passed over', async () => {
    let watches = 0
    await using server = await aScriptedCluster(['pods'], {
      watch: (query, response) => {
        watches++
        response.flushHeaders()
        if (query.has('sendInitialEvents')) response.write(endOfInitialEvents(5))
        if (watches === 1) response.write(`${line('ADDED', 'a', 6)}{"type":"ADDED","object"\n${line('ADDED', 'c', 8)}`)
        if (watches > 1 && query.get('resourceVersion') === '6')
          response.write(line('ADDED', 'b', 7) + line('ADDED', 'c', 8))
      },
      list: (_, response) => answerJson(response, { kind: 'PodList', metadata: { resourceVersion: '8' }, items: [] }),
    })
    await using following = await follow(server)
    await until(() => following.objects('Pod').size === 3)
    expect(following.statistics('Pod')).toMatchObject({ parseErrors: 1, resourceVersion: '8' })
    expect(following.mirror.broken).toEqual([])
    expect(following.mirror.repeated).toEqual([])
  })

  test('[B.4] changes slipped in between the initial events are told after the list, in their order', async () => {
    await using server = await aScriptedCluster(['pods'], {
      watch: (_, response) => {
        response.write(line('ADDED', 'a', 3) + line('ADDED', 'b', 4) + line('DELETED', 'a', 6))
        response.write(line('ADDED', 'c', 5) + line('MODIFIED', 'b', 7) + endOfInitialEvents(7) + line('ADDED', 'd', 8))
      },
    })
    await using following = await follow(server)
    await until(() => following.objects('Pod').size === 3)
    expect(following.mirror.story(PODS).filter((told) => !told.startsWith('state'))).toEqual([
      'list-begin first',
      'list-page 2',
      'list-end',
      'watched 3',
      'watched 1',
    ])
    const [between, after] = following.mirror.told('watched')
    expect(between?.changes.map(({ type, projected }) => `${type} ${projected.object.metadata.name}`)).toEqual([
      'deleted a',
      'added c',
      'modified b',
    ])
    expect(between?.observedFrom).toBeLessThanOrEqual(between?.observedAt ?? 0)
    expect(after?.changes).toHaveLength(1)
    expect(following.mirror.broken).toEqual([])
  })

  test('[B.5] bookmarks without the mark are no sign that the initial events will end', async () => {
    await using server = await aScriptedCluster(['pods'], {
      watch: (query, response) => {
        response.flushHeaders()
        if (!query.has('sendInitialEvents')) return
        response.write(line('ADDED', 'a', 3))
        const bookmarks = setInterval(() => response.write(line('BOOKMARK', '', 5)), 20)
        response.once('close', () => clearInterval(bookmarks))
      },
    })
    await using following = await follow(server, { tuning: { initialEventsSilenceMs: 600 } })
    await until(() => following.stateOf('Pod') === 'live')
    expect(following.mirror.story(PODS).filter((told) => told.startsWith('list'))).toEqual([
      'list-begin first',
      'list-page 1',
      'list-abandoned',
      'list-begin first',
      'list-end',
    ])
  })

  test('bookmarks are told after the changes before them', async () => {
    await using server = await aScriptedCluster(['pods'], {
      watch: (_, response) => {
        response.write(endOfInitialEvents(5))
        response.write(
          line('ADDED', 'a', 6) + line('BOOKMARK', '', 7) + line('ADDED', 'b', 8) + line('BOOKMARK', '', 9),
        )
      },
    })
    await using following = await follow(server)
    await until(() => following.mirror.told('bookmark').length === 2)
    expect(following.mirror.story(PODS).slice(-4)).toEqual(['watched 1', 'bookmark', 'watched 1', 'bookmark'])
    expect(following.mirror.told('bookmark').map(({ resourceVersion }) => resourceVersion)).toEqual(['7', '9'])
    expect(following.statistics('Pod')?.resourceVersion).toBe('9')
  })

  test('[B.6] a bookmark with a lower version begins a new epoch', async () => {
    let watches = 0
    await using server = await aScriptedCluster(['pods'], {
      watch: (_, response) => {
        watches++
        response.write(endOfInitialEvents(watches === 1 ? 50 : 7))
        if (watches === 1) response.write(line('BOOKMARK', '', 7))
      },
      list: (_, response) => answerJson(response, { kind: 'PodList', metadata: { resourceVersion: '7' }, items: [] }),
    })
    await using following = await follow(server)
    await until(() => following.mirror.told('list-end').length === 2)
    expect(following.mirror.told('list-begin').map(({ cause }) => cause)).toEqual(['first', 'epoch'])
    expect(following.mirror.told('blind').map(({ reason }) => reason)).toEqual(['epoch'])
  })

  test('no message holds more changes than allowed, however many lines come at once', async () => {
    await using server = await aScriptedCluster(['pods'], {
      watch: (_, response) => {
        const lines = Array.from({ length: 1_234 }, (_, index) => line('ADDED', `web-${index}`, 10 + index))
        response.write(endOfInitialEvents(5) + lines.join(''))
      },
    })
    await using following = await follow(server)
    await until(() => following.objects('Pod').size === 1_234)
    expect(Math.max(...following.mirror.told('watched').map(({ changes }) => changes.length))).toBeLessThanOrEqual(500)
  })

  test('[B.8] a server that does not serve metadata alone (406) is asked for whole objects', async () => {
    const accepted: string[] = []
    const refuse = (accept: string) => {
      accepted.push(accept.includes('PartialObjectMetadata') ? 'metadata' : 'whole')
      return accept.includes('PartialObjectMetadata')
    }
    await using server = await aScriptedCluster(['namespaces'], {
      watch: (_, response, { accept }) => {
        if (refuse(accept)) answerJson(response, { kind: 'Status', code: 406, reason: 'NotAcceptable' }, 406)
        else response.write(line('ADDED', 'shop', 5) + endOfInitialEvents(5))
      },
    })
    await using following = await follow(server)
    await until(() => following.objects('Namespace').size === 1)
    expect(accepted).toEqual(['metadata', 'whole'])
  })

  test('[B.3] pages of different snapshots are no list', async () => {
    let lists = 0
    await using server = await aScriptedCluster(['pods'], {
      list: (query, response) => {
        lists++
        const item = (name: string) => ({ metadata: { name, uid: name, resourceVersion: '3' } })
        const isSecondPage = query.has('continue')
        const metadata = {
          resourceVersion: isSecondPage && lists === 2 ? '9' : '8',
          ...(!isSecondPage && { continue: 'more' }),
        }
        answerJson(response, { kind: 'PodList', metadata, items: [item(isSecondPage ? 'b' : 'a')] })
      },
      watch: (query, response) => {
        if (query.has('sendInitialEvents')) answerJson(response, { kind: 'Status', code: 422 }, 422)
        else response.flushHeaders()
      },
    })
    await using following = await follow(server)
    await until(() => following.stateOf('Pod') === 'live')
    expect(following.mirror.told('list-abandoned')).toHaveLength(1)
    expect(following.mirror.told('list-end').map(({ resourceVersion }) => resourceVersion)).toEqual(['8'])
    expect(following.objects('Pod').size).toBe(2)
  })

  test('[B.8] a compressed list is unpacked; a list that is none is waited out', async () => {
    const { gzipSync } = await import('node:zlib')
    let lists = 0
    const body = { kind: 'PodList', metadata: { resourceVersion: '5' }, items: null }
    await using server = await aScriptedCluster(['pods'], {
      list: (_, response) => {
        lists++
        if (lists === 1) response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip')
        else if (lists === 2) response.end('<html>Please log in</html>')
        else if (lists === 3) answerJson(response, { kind: 'Table', metadata: { resourceVersion: '5' }, rows: [] })
        else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify(body)))
      },
      watch: (query, response) => {
        if (query.has('sendInitialEvents')) answerJson(response, { kind: 'Status', code: 422 }, 422)
        else response.flushHeaders()
      },
    })
    await using following = await follow(server)
    await until(() => following.stateOf('Pod') === 'live')
    expect(following.mirror.told('state', 'Pod').flatMap(({ detail }) => detail ?? [])).toEqual([
      `connecting to the API server at ${server.url}`,
      'the API server sent a compressed answer that cannot be unpacked; retrying',
      `the API server at ${server.url} answered /api/v1/pods with something that is not JSON; retrying`,
      `the API server at ${server.url} answered /api/v1/pods with something that is no list of pods; retrying`,
    ])
  })
})
