import type { ServiceRow } from '@portolan/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { LiveClient, listening, until } from '../testing/live-client.ts'
import { anIngress, aPod, aService, aSlice } from '../testing/objects.ts'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'

let app: TestApp | undefined
const clients: LiveClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await app?.close()
})

async function start(world: World): Promise<() => LiveClient> {
  app = await TestApp.over({ world })
  const url = await listening(app)
  return () => {
    const client = new LiveClient(url)
    clients.push(client)
    return client
  }
}

/** web and api in shop, cart in other. */
function someServices(): World {
  const world = new World()
  world.putInitially(aService('web'), aService('api'), aService('cart', { namespace: 'other' }))
  world.putInitially(aSlice('web', { 'web-1': 'ready' }))
  return world
}

const services = { detail: 'services' } as const
/** The newest row of each Service a client was told of; `gone` where there is none. */
function known(client: LiveClient): Record<string, ServiceRow | 'gone'> {
  const rows = client.services.flatMap((message) => message.rows)
  return Object.fromEntries(rows.map((row) => [row.key, 'gone' in row ? 'gone' : row]))
}

describe('follow with detail services', () => {
  test('tells the row of each Service that changed, as REST tells it', async () => {
    const world = someServices()
    const client = (await start(world))()
    expect(await client.follow(services)).toEqual({ seq: 4 })
    world.put(aSlice('web', { 'web-1': 'ready', 'web-2': 'unready' }))
    await until(() => client.reached === 5, 'the row arrives')
    expect(client.services.at(0)).toMatchObject({ after: 4, seq: 5, rows: [{ key: 'Service/shop/web', churn: 1 }] })
    const page = await app?.read<{ items: ServiceRow[] }>('/api/v1/services?q=web')
    expect(known(client)).toEqual({ 'Service/shop/web': page?.items[0] })
  })

  test.each([
    ['a route', (world: World) => world.put(anIngress('edge', { service: 'api' })), ['Service/shop/api']],
    ['the Service', (world: World) => world.remove(aService('api')), ['Service/shop/api']],
    ['its slice', (world: World) => world.remove(aSlice('web', {})), ['Service/shop/web']],
    [
      'a Pod behind it',
      (world: World) => world.put(aPod('web-1', { app: 'api' })),
      ['Service/shop/api', 'Service/shop/web'],
    ],
    ['nothing of it', (world: World) => world.put(aPod('other-1', { namespace: 'else' })), []],
  ])('a change of %s is told to whom it concerns, and the stream moves on', async (_, change, keys) => {
    const world = someServices()
    const client = (await start(world))()
    await client.follow(services)
    change(world)
    await until(() => client.reached === 5, 'it moves on')
    expect([Object.keys(known(client)).sort(), client.holes]).toEqual([keys, []])
  })

  test('a storm is coalesced to about four messages a second, exact when it is over', async () => {
    const world = someServices()
    const connect = await start(world)
    const client = connect()
    await client.follow(services)
    const from = performance.now()
    for (let round = 0; round < 300; round++) {
      world.put(aSlice('web', { 'web-1': round % 2 === 0 ? 'unready' : 'ready', 'web-2': 'ready' }))
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    await until(() => client.reached === 304, 'the end arrives')
    const seconds = (performance.now() - from) / 1_000
    expect(client.messages).toBeLessThan(4 * seconds + 3)
    expect(client.holes).toEqual([])
    expect(known(client)['Service/shop/web']).toMatchObject({ endpoints: { ready: 2, total: 2 }, churn: 301 })
  })

  test('namespaces narrow it; a Service that went is told as gone', async () => {
    const world = someServices()
    const connect = await start(world)
    const [shop, other] = [connect(), connect()]
    await Promise.all([
      shop.follow({ ...services, namespaces: ['shop'] }),
      other.follow({ ...services, namespaces: ['other'] }),
    ])
    world.remove(aService('cart', { namespace: 'other' }))
    world.put(aSlice('web', {}))
    await until(() => shop.reached === 6 && other.reached === 6, 'both move on')
    expect(Object.keys(known(shop))).toEqual(['Service/shop/web'])
    expect(known(other)).toEqual({ 'Service/other/cart': 'gone' })
  })

  test('resumes with what changed since, and is reset for what was before the start', async () => {
    const world = someServices()
    const connect = await start(world)
    world.put(aSlice('web', {}))
    world.remove(aService('api'))
    const [resumed, stale, ahead] = [connect(), connect(), connect()]
    expect(await resumed.follow({ ...services, after: 4 })).toEqual({ seq: 4 })
    await Promise.all([stale.follow({ ...services, after: 3 }), ahead.follow({ ...services, after: 99 })])
    await until(() => resumed.reached === 6, 'it catches up')
    await until(() => stale.resets.length > 0 && ahead.resets.length > 0, 'both are reset')
    expect(Object.keys(known(resumed)).sort()).toEqual(['Service/shop/api', 'Service/shop/web'])
    expect([stale.resets, ahead.resets, resumed.resets]).toEqual([[6], [6], []])
  })

  test('a first load of very many Services comes in messages of bounded size', async () => {
    const world = someServices()
    const client = (await start(world))()
    await client.follow(services)
    world.put(...Array.from({ length: 1_000 }, (_, index) => aService(`s-${index}`)))
    await until(() => Object.keys(known(client)).length === 1_000, 'all arrive')
    expect(Math.max(...client.services.map(({ rows }) => rows.length))).toBe(200)
    expect([client.reached, client.holes]).toEqual([1_004, []])
  })

  test('churn that grows old and permissions that go are told, although nothing is written', async () => {
    const world = someServices()
    const client = (await start(world))()
    await client.follow(services)
    world.put(aSlice('web', { 'web-1': 'unready' }))
    await until(() => client.reached === 5, 'the flip arrives')
    world.clock.time += 300_001
    await until(() => (known(client)['Service/shop/web'] as ServiceRow).churn === 0, 'the churn is gone')
    world.snapshot.setVisibility('EndpointSlice', undefined, 'denied')
    await until(() => (known(client)['Service/shop/web'] as ServiceRow).health === 'unknown', 'the health is unknown')
    expect([client.reached, client.holes]).toEqual([5, []])
  })
})
