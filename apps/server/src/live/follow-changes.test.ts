import { afterEach, describe, expect, test } from 'vitest'
import { type ClientOptions, LiveClient, listening, until } from '../testing/live-client.ts'
import { aNode, aPod, aService } from '../testing/objects.ts'
import { TestApp, type TestAppOptions } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'

let app: TestApp | undefined
const clients: LiveClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await app?.close()
})

async function start(world: World, options: TestAppOptions = {}): Promise<(more?: ClientOptions) => LiveClient> {
  app = await TestApp.over({ world, ...options })
  const url = await listening(app)
  return (more) => {
    const client = new LiveClient(url, more)
    clients.push(client)
    return client
  }
}

function worldOf(count: number, options: ConstructorParameters<typeof World>[0] = {}): World {
  const world = new World(options)
  for (let index = 0; index < count; index++) world.put(aPod(`web-${index}`))
  return world
}

const upTo = (end: number, from = 1) => Array.from({ length: end - from + 1 }, (_, index) => from + index)

describe('follow', () => {
  test('without after the stream goes on from now, in batches without a hole', async () => {
    const world = worldOf(3)
    const connect = await start(world)
    const client = connect()
    expect(await client.follow()).toEqual({ seq: 3 })
    world.put(aPod('a'), aPod('b'))
    world.put(aPod('c'))
    await until(() => client.reached === 6, 'all three arrive')
    expect([client.seqs, client.holes]).toEqual([[4, 5, 6], []])
    expect(client.changes[0]).toMatchObject({ seq: 4, kind: 'Pod', namespace: 'shop', name: 'a', change: 'added' })
  })

  test('after=0 is the whole log: from the log where the feed forgot, then from the feed, then live, each change once', async () => {
    const world = worldOf(2_000, { feedCapacity: 100 })
    const connect = await start(world)
    const client = connect()
    expect(await client.follow({ after: 0 })).toEqual({ seq: 0 })
    for (let index = 0; index < 50; index++) world.put(aService(`live-${index}`))
    await until(() => client.reached === 2_050, 'everything arrives')
    expect([client.seqs, client.holes]).toEqual([upTo(2_050), []])
    expect(world.pagesRead).toBeGreaterThan(3)
  })

  test.each([['websocket'], ['polling']] as const)('resumes after the last seq over %s', async (transport) => {
    const world = worldOf(10)
    const connect = await start(world)
    const first = connect({ transports: [transport] })
    await first.follow({ after: 4 })
    await until(() => first.reached === 10, 'the first is up to date')
    first.close()
    world.put(aPod('missed'))
    const second = connect({ transports: [transport] })
    expect(await second.follow({ after: first.reached })).toEqual({ seq: 10 })
    world.put(aPod('live'))
    await until(() => second.reached === 12, 'the second is up to date')
    expect([...first.seqs, ...second.seqs]).toEqual(upTo(12, 5))
    expect(second.holes).toEqual([])
  })

  test('a seq ahead of the log, as after a restored copy, is answered with reset', async () => {
    const connect = await start(worldOf(5))
    const client = connect()
    expect(await client.follow({ after: 6 })).toEqual({ seq: 5 })
    await until(() => client.resets.length > 0, 'reset arrives')
    expect(client.resets).toEqual([5])
  })

  test('a seq that is no longer kept is answered with reset, and nothing follows until the next follow', async () => {
    const world = worldOf(50, { feedCapacity: 10 })
    world.forget(20)
    const connect = await start(world)
    const client = connect()
    await client.follow({ after: 19 })
    await until(() => client.resets.length > 0, 'reset arrives')
    expect([client.resets, client.seqs]).toEqual([[50], []])
    expect(await metric('portolan_followers')).toBe(0)
    world.put(aPod('later'))
    await client.follow({ after: 20 })
    expect(await metric('portolan_followers')).toBe(1)
    await until(() => client.reached === 51, 'the stream goes on')
    expect([client.seqs, client.holes, client.resets]).toEqual([upTo(51, 21), [], [50]])
  })

  test('a filter lets through what it names and still moves on', async () => {
    const world = worldOf(2)
    const connect = await start(world)
    const [pods, cluster, shop] = [connect(), connect(), connect()]
    await pods.follow({ kinds: ['Pod'], after: 0 })
    await cluster.follow({ namespaces: ['-'] })
    await shop.follow({ namespaces: ['shop', '-'], kinds: ['Service', 'Node'], after: 0 })
    world.put(aService('web'), aNode('node-01'), aService('cart', { namespace: 'other' }), aPod('web-9'))
    await until(() => [pods, cluster, shop].every(({ reached }) => reached === 6), 'all move on')
    expect([pods.seqs, cluster.seqs, shop.seqs]).toEqual([[1, 2, 6], [4], [3, 4]])
    expect([pods.holes, cluster.holes, shop.holes]).toEqual([[], [], []])
  })

  test('a filter under which nothing happens moves on within about a second', async () => {
    const world = worldOf(1)
    const connect = await start(world)
    const client = connect()
    await client.follow({ kinds: ['Ingress'] })
    world.put(aPod('other'))
    await until(() => client.reached === 2, 'it moves on')
    expect([client.seqs, client.holes]).toEqual([[], []])
  })

  test('a new follow replaces the one before; unfollow ends it', async () => {
    const world = worldOf(1)
    const connect = await start(world)
    const client = connect()
    await client.follow({ kinds: ['Pod'] })
    await client.follow({ kinds: ['Service'] })
    world.put(aPod('a'), aService('web'))
    await until(() => client.reached === 3, 'the second filter is in force')
    expect([client.seqs, client.holes]).toEqual([[3], []])
    client.socket.emit('unfollow')
    await client.socket.timeout(60_000).emitWithAck('follow', { kinds: ['Node'] })
    client.socket.emit('unfollow')
    world.put(aService('cart'))
    const witness = connect()
    await witness.follow({ after: 3 })
    await until(() => witness.reached === 4, 'others are told')
    expect(client.seqs).toEqual([3])
  })

  test('an unfollow that comes in the same packet as its follow is heard', async () => {
    const world = worldOf(1)
    const connect = await start(world)
    const [fickle, witness] = [connect(), connect()]
    await Promise.all([fickle.follow({ kinds: ['Node'] }), witness.follow()])
    fickle.socket.emit('follow', {}, () => undefined)
    fickle.socket.emit('unfollow')
    await fickle.socket.timeout(60_000).emitWithAck('follow', { kinds: ['Secret'] })
    world.put(aPod('a'))
    await until(() => witness.reached === 2, 'others are told')
    expect(fickle.seqs).toEqual([])
  })

  test.each([
    [{ kinds: ['Secret'] }, 'unknown-kind', 'follow: Portolan does not watch a kind Secret.'],
    [{ after: -1 }, 'bad-request', /^follow: after: /],
    [{ since: 3 }, 'bad-request', /since/],
    ['everything', 'bad-request', /^follow: the request: /],
    [{ detail: 'services', kinds: ['Pod'] }, 'bad-request', /kinds does not go with detail/],
  ])('%j is refused as %s', async (request, code, message) => {
    const connect = await start(worldOf(1))
    const answer = await connect().follow(request as never)
    expect(answer).toMatchObject({ code })
    expect('message' in answer && answer.message).toMatch(message)
  })

  test('hostile messages harm nobody', async () => {
    const world = worldOf(1)
    const connect = await start(world)
    const [hostile, client] = [connect(), connect()]
    await client.follow()
    const emit = hostile.socket.emit.bind(hostile.socket) as (name: string, ...more: unknown[]) => void
    emit('follow')
    emit('follow', null)
    emit('follow', { namespaces: ['x'] }, 'no function')
    emit('unfollow', 1, 2, 3)
    emit('nonsense', { deep: [[[[]]]] })
    for (let round = 0; round < 200; round++) emit('follow', { after: 0 }, () => undefined)
    world.put(aPod('a'))
    await until(() => client.reached === 2, 'the other client is served')
  })

  test('before the log is restored follow is answered not-ready', async () => {
    const connect = await start(new World(), { isClosed: true })
    expect(await connect().follow()).toMatchObject({ code: 'not-ready' })
  })

  test('a log that cannot be read ends the connection, so that the client comes back and resumes', async () => {
    const world = worldOf(50, { feedCapacity: 10 })
    const connect = await start(world)
    world.readFailure = new Error('disk')
    const client = connect()
    await client.follow({ after: 0 })
    await until(() => !client.socket.connected, 'the connection ends')
    world.readFailure = undefined
    const again = connect()
    await again.follow({ after: 0 })
    await until(() => again.reached === 50, 'it resumes')
    expect(again.holes).toEqual([])
  })

  test('200 followers with one filter are complete and in order', async () => {
    const world = worldOf(20)
    const connect = await start(world)
    const all = Array.from({ length: 200 }, () => connect())
    await Promise.all(all.map((client, index) => client.follow({ after: index % 21 })))
    for (let index = 0; index < 100; index++) {
      world.put(aPod(`storm-${index}`))
      if (index % 10 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    await until(() => all.every(({ reached }) => reached === 120), 'all are up to date')
    for (const [index, client] of all.entries()) {
      expect([client.holes, client.seqs]).toEqual([[], upTo(120, (index % 21) + 1)])
    }
  })
})

describe('status', () => {
  test('is told on connecting, and again when something changed', async () => {
    const world = worldOf(2)
    const connect = await start(world)
    const client = connect()
    await until(() => client.statuses.length === 1, 'the first status')
    expect(client.statuses[0]).toMatchObject({ seq: 2, mode: 'cluster', recording: 'recording' })
    world.health = { state: 'paused', since: 0, detail: 'The disk is full.' }
    await until(() => client.statuses.length === 2, 'the second status')
    expect(client.statuses[1]).toMatchObject({ recording: 'paused', recordingDetail: 'The disk is full.' })
  })
})

describe('a client that stops reading', () => {
  test('costs the server one message, holds nobody up, and is complete when it reads again', async () => {
    const world = worldOf(1, { feedCapacity: 1_000 })
    const connect = await start(world)
    const [slow, brisk] = [connect(), connect()]
    await Promise.all([slow.follow(), brisk.follow()])
    stopReading(slow)
    const padding = 'x'.repeat(4_000)
    for (let index = 0; index < 6_000; index++) {
      world.put({ ...aPod(`heavy-${index}`), metadata: { ...aPod(`heavy-${index}`).metadata, labels: { padding } } })
      if (index % 50 === 0) await until(() => brisk.reached >= world.feed.seq - 100, 'the brisk one keeps up')
    }
    await until(() => brisk.reached === 6_001, 'the brisk one is complete')
    expect(await metric('portolan_followers_behind')).toBe(1)
    expect(await metric('portolan_socket_waiting_bytes')).toBeLessThan(3 * 65_536)
    readOn(slow)
    await until(() => slow.reached === 6_001, 'the slow one is complete')
    for (const client of [slow, brisk])
      expect([client.holes, client.resets, client.seqs]).toEqual([[], [], upTo(6_001, 2)])
    await until(() => slow.reached === 6_001, 'both are together again')
    expect(await metric('portolan_followers_behind')).toBe(0)
  })
})

/** As a program that is stopped: nothing is taken from the connection any more. */
function stopReading(client: LiveClient): void {
  webSocketOf(client).pause()
}

function readOn(client: LiveClient): void {
  webSocketOf(client).resume()
}

function webSocketOf({ socket }: LiveClient): { pause(): void; resume(): void } {
  return (socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } }).ws
}

async function metric(name: string): Promise<number> {
  const text = (await app?.app.server.inject({ url: '/metrics', headers: { host: 'localhost' } }))?.body ?? ''
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
}
