import type { Problem, Status } from '@portolan/contract'
import type { InjectOptions } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import { LiveClient, listening, until } from './testing/live-client.ts'
import { aService } from './testing/objects.ts'
import { TestApp, type TestAppOptions } from './testing/test-app.ts'

let app: TestApp | undefined
const clients: LiveClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await app?.close()
})

async function start(options: TestAppOptions = {}): Promise<TestApp> {
  app = await TestApp.over(options)
  return app
}

async function statusUnder(over: TestApp, headers: Record<string, string>): Promise<number> {
  return (await over.app.server.inject({ url: '/api/v1/status', headers })).statusCode
}

describe('the Host header', () => {
  test.each([
    ['localhost', 200],
    ['localhost:7678', 200],
    ['LOCALHOST:7678', 200],
    ['127.0.0.1:7678', 200],
    ['127.1.2.3', 200],
    ['[::1]:7678', 200],
    ['evil.example', 403],
    ['evil.example:7678', 403],
    ['localhost.evil.example', 403],
    ['127.0.0.1.evil.example', 403],
    ['127.0.0.1@evil.example', 403],
    ['10.0.0.5:7678', 403],
  ])('%s on loopback: %d', async (host, status) => {
    expect(await statusUnder(await start(), { host })).toBe(status)
  })

  test('the configured host is ours too, and on every address any name is', async () => {
    const named = await start({ host: 'portolan.internal', auth: { mode: 'none' } })
    expect(await statusUnder(named, { host: 'Portolan.internal:80' })).toBe(200)
    expect(await statusUnder(named, { host: 'evil.example' })).toBe(403)
    await named.close()
    const everywhere = await start({ host: '0.0.0.0' })
    expect(await statusUnder(everywhere, { host: 'portolan.example.com' })).toBe(200)
  })

  test('a request under a foreign name learns nothing, on any path', async () => {
    const { app: built } = await start()
    for (const url of ['/', '/metrics', '/healthz', '/api/openapi.json', '/socket.io?EIO=4&transport=polling']) {
      const answer = await built.server.inject({ url, headers: { host: 'evil.example' } })
      expect([url, answer.statusCode, answer.json<Problem>().code]).toEqual([url, 403, 'bad-host'])
    }
  })
})

describe('sockets', () => {
  test.each([
    ['our own page', (url: string) => ({ origin: url }), true],
    ['no page at all', () => ({}), true],
    ['another site', () => ({ origin: 'https://evil.example' }), false],
    ['another port of this machine', () => ({ origin: 'http://127.0.0.1:1' }), false],
    ['an opaque origin', () => ({ origin: 'null' }), false],
    ['the development server', () => ({ origin: 'http://localhost:3000' }), true],
    ['our page under a foreign name', () => ({ host: 'evil.example', origin: 'http://evil.example' }), false],
  ])('from %s', async (_, headersFor, isLetIn) => {
    const url = await listening(await start({ devOrigin: 'http://localhost:3000' }))
    for (const transport of ['websocket', 'polling'] as const) {
      const client = new LiveClient(url, { headers: headersFor(url), transports: [transport] })
      clients.push(client)
      await until(() => client.socket.connected || client.refusal !== undefined, 'an answer')
      expect([transport, client.socket.connected]).toEqual([transport, isLetIn])
    }
  })

  test('are told to come back when the server stops', async () => {
    const running = await start()
    const client = new LiveClient(await listening(running))
    clients.push(client)
    await until(() => client.socket.connected, 'it connects')
    const reasons: string[] = []
    client.socket.on('disconnect', (reason) => void reasons.push(reason))
    const from = performance.now()
    await running.close()
    await until(() => reasons.length > 0, 'it is told')
    expect(reasons).toEqual(['transport close'])
    expect(performance.now() - from).toBeLessThan(10_000)
  })
})

describe('every answer', () => {
  test.each(['/api/v1/status', '/api/v1/nothing', '/nothing', '/healthz', '/api/v1/changes?x=1'])(
    '%s forbids what it does not need',
    async (url) => {
      const { headers } = await (await start()).get(url)
      expect(headers).toMatchObject({
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(Object.keys(headers).some((name) => name.startsWith('access-control-'))).toBe(false)
    },
  )

  test('a path that is not there is the problem not-found', async () => {
    const { get } = bound(await start())
    for (const url of ['/api/v1/nothing', '/api/nothing', '/api', '/nothing']) {
      expect((await get(url)).json<Problem>()).toEqual({
        type: 'urn:portolan:problem:not-found',
        title: 'There is nothing here',
        status: 404,
        code: 'not-found',
        detail: `There is no GET ${url}: /api/docs lists every path.`,
        instance: url,
      })
    }
  })

  test('hostile requests are problems, and harm nobody', async () => {
    const { app: built } = await start()
    const status = async (options: InjectOptions) => (await built.server.inject(options)).statusCode
    const headers = { host: 'localhost' }
    expect(await status({ url: '/api/v1/%E0%A4%A', headers })).toBe(400)
    const broken = await built.server.inject({ url: '/api/v1/%E0%A4%A', headers })
    expect([broken.json<Problem>().code, broken.headers['x-content-type-options']]).toEqual(['bad-request', 'nosniff'])
    expect(await status({ url: `/api/v1/services/${'x'.repeat(900)}/web`, headers })).toBe(400)
    expect(await status({ method: 'DELETE', url: '/api/v1/changes', headers })).toBe(404)
    expect(await status({ method: 'POST', url: '/api/v1/status', headers, payload: 'x'.repeat(100_000) })).toBe(404)
    expect(await status({ url: '/api/v1/changes?__proto__=1&constructor=2', headers })).toBe(400)
    expect(await status({ url: `/api/v1/objects?${'kind=Pod&'.repeat(2_000)}`, headers })).toBe(400)
    expect(await status({ url: '/../../etc/passwd', headers })).toBe(404)
    expect(await status({ url: '/api/v1/status', headers })).toBe(200)
  })

  test('what is large is compressed where the client can read it', async () => {
    const running = await start()
    for (let index = 0; index < 30; index++) running.world.put(aService(`s-${index}`))
    const encodingOf = async (accepted: string) => {
      const headers = { host: 'localhost', 'accept-encoding': accepted }
      const answer = await running.app.server.inject({ url: '/api/v1/changes', headers })
      return answer.headers['content-encoding']
    }
    expect([await encodingOf('gzip, br'), await encodingOf('gzip'), await encodingOf('identity')]).toEqual([
      'br',
      'gzip',
      undefined,
    ])
  })
})

describe('health', () => {
  test('healthz lives at once; readyz waits for the log, for the lists, and for recording', async () => {
    const running = await start({ isClosed: true })
    const { get, world } = { ...bound(running), world: running.world }
    const ready = async () => {
      const answer = await get('/readyz')
      return [answer.statusCode, answer.json<{ waitingFor: string[] }>().waitingFor]
    }
    expect((await get('/healthz')).json()).toEqual({ live: true })
    expect(await ready()).toEqual([503, ['the log is still being read']])
    world.isReady = false
    running.app.logbook.open(world)
    expect(await ready()).toEqual([503, ['not every granted resource was listed yet']])
    world.isReady = true
    expect(await ready()).toEqual([200, []])
    world.health = { state: 'paused', since: 0, detail: 'The disk is full.' }
    expect(await ready()).toEqual([503, ['recording is paused']])
  })
})

describe('status', () => {
  test('tells of a log that was damaged and moved aside', async () => {
    const recovered = { movedTo: '/data/portolan.db.damaged-20261121T010000Z', reason: 'It is no SQLite database.' }
    const cluster = { name: 'harbour', server: 'https://10.0.0.1:6443' }
    const installation = { mode: 'cluster' as const, cluster, startedAt: 0, storeEngine: 'memory' }
    const damaged = await start({ installation: { ...installation, recovered: () => recovered } })
    expect((await damaged.read<Status>('/api/v1/status')).store.recovered).toEqual(recovered)
    await damaged.close()
    expect((await (await start()).read<Status>('/api/v1/status')).store).not.toHaveProperty('recovered')
  })
})

describe('metrics', () => {
  test('tell of recorder, streams, store, sockets and requests with labels from closed sets', async () => {
    const running = await start()
    running.world.put(aService('web'))
    const { get } = bound(running)
    await get('/api/v1/services/shop/web')
    await get('/api/v1/services/shop/none')
    for (let index = 0; index < 20; index++) await get(`/nothing/${index}`)
    const { body } = await get('/metrics')
    expect(body).toContain('portolan_seq 1\n')
    expect(body).toContain('portolan_recording 1\n')
    expect(body).toContain('portolan_objects{kind="Service"} 1\n')
    expect(body).toContain('portolan_streams{kind="Pod",state="live"} 1\n')
    expect(body).toContain('portolan_store_changes 1\n')
    expect(body).toContain('portolan_sockets 0\n')
    const series = body.split('\n').filter((line) => line.startsWith('portolan_http_request_duration_seconds_count'))
    expect(series).toEqual([
      'portolan_http_request_duration_seconds_count{method="GET",route="/api/v1/services/:namespace/:name",status="2xx"} 1',
      'portolan_http_request_duration_seconds_count{method="GET",route="/api/v1/services/:namespace/:name",status="4xx"} 1',
      'portolan_http_request_duration_seconds_count{method="GET",route="none",status="4xx"} 20',
    ])
  })

  test('are there before the log is', async () => {
    const { statusCode, body } = await (await start({ isClosed: true })).get('/metrics')
    expect(statusCode).toBe(200)
    expect(body).not.toContain('portolan_seq 0')
  })
})

function bound(over: TestApp) {
  return { get: over.get.bind(over) }
}
