import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import type { Problem, Status } from '@portolan/contract'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { LiveClient, listening, until } from '../testing/live-client.ts'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'
import { credentialsFor, SESSION_MS } from './credentials.ts'
import { safeNext } from './login-page.ts'

const TOKEN = 'f9d1c7f0a2b34c5d8e6f7a8b'
const HOST = '127.0.0.1:7678'

let app: TestApp | undefined
const clients: LiveClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await app?.close()
})

async function guardedApp(): Promise<TestApp> {
  app = await TestApp.over({ auth: { mode: 'token', token: TOKEN } })
  return app
}

function signIn(guarded: TestApp, form: string, headers: Record<string, string> = {}) {
  return guarded.app.server.inject({
    method: 'POST',
    url: '/login',
    headers: { host: HOST, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: form,
  })
}

async function sessionOf(guarded: TestApp): Promise<string> {
  const { headers } = await signIn(guarded, `token=${TOKEN}`)
  return String(headers['set-cookie']).split(';', 1).join()
}

describe('--auth token', () => {
  test('closes everything but health and sign-in to whoever shows nothing', async () => {
    const { get } = bound(await guardedApp())
    for (const url of [
      '/api/v1/status',
      '/api/v1/changes',
      '/api/openapi.json',
      '/api/docs',
      '/metrics',
      '/',
      '/nothing',
    ]) {
      const answer = await get(url)
      expect([url, answer.statusCode, answer.json<Problem>().code]).toEqual([url, 401, 'unauthenticated'])
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="portolan"')
    }
    for (const url of ['/healthz', '/readyz', '/login']) expect((await get(url)).statusCode).toBe(200)
  })

  test('lets in who sends the token, and nobody who sends another', async () => {
    const { get } = bound(await guardedApp())
    const status = async (authorization: string) => (await get('/api/v1/status', { authorization })).statusCode
    expect(await status(`Bearer ${TOKEN}`)).toBe(200)
    expect(await status(`bearer ${TOKEN}`)).toBe(200)
    for (const wrong of [`Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, 'Bearer ', `Basic ${TOKEN}`, TOKEN]) {
      expect(await status(wrong)).toBe(401)
    }
    expect((await get(`/api/v1/status?token=${TOKEN}`)).statusCode).toBe(401)
  })

  test('a browser that opens a page is led to sign-in and back', async () => {
    const guarded = await guardedApp()
    const { get } = bound(guarded)
    const visit = await get('/services/?q=a%20b', { accept: 'text/html,*/*' })
    expect([visit.statusCode, visit.headers.location]).toEqual([303, '/login?next=%2Fservices%2F%3Fq%3Da%2520b'])
    const page = await get(String(visit.headers.location))
    expect(page.headers['content-security-policy']).not.toContain('unsafe-inline')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.body).not.toMatch(/<script|\son\w+=/)
    expect(page.body).toContain('name="next" value="/services/?q=a%20b"')
    const back = await signIn(guarded, `token=${TOKEN}&next=${encodeURIComponent('/services/?q=a%20b')}`)
    expect([back.statusCode, back.headers.location]).toEqual([303, '/services/?q=a%20b'])
  })

  test('the session is a cookie that scripts and other sites do not get, and does not hold the token', async () => {
    const guarded = await guardedApp()
    const { headers } = await signIn(guarded, `token=${TOKEN}`)
    const cookie = String(headers['set-cookie'])
    expect(cookie).toMatch(/^portolan_session=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(cookie).not.toContain(TOKEN)
    const session = await sessionOf(guarded)
    const { get } = bound(guarded)
    expect((await get('/api/v1/status', { cookie: session })).statusCode).toBe(200)
    expect((await get('/api/v1/status', { cookie: `${session}x` })).statusCode).toBe(401)
    const out = await guarded.app.server.inject({
      method: 'POST',
      url: '/logout',
      headers: { host: HOST, cookie: session },
    })
    expect(String(out.headers['set-cookie'])).toMatch(/^portolan_session=; .*Expires=Thu, 01 Jan 1970/)
  })

  test('the status says that one signs in, so that signing out can be offered, and says nothing where nobody has to', async () => {
    const { get } = bound(await guardedApp())
    const guarded = await get('/api/v1/status', { authorization: `Bearer ${TOKEN}` })
    expect(guarded.json<Status>().signIn).toBe('token')
    const open = await TestApp.over()
    expect(await open.read<Status>('/api/v1/status')).not.toHaveProperty('signIn')
    await open.close()
  })

  test('a session ends by itself', async () => {
    const guarded = await guardedApp()
    const cookie = await sessionOf(guarded)
    const status = async () => (await bound(guarded).get('/api/v1/status', { cookie })).statusCode
    guarded.world.clock.time += SESSION_MS - 1
    expect(await status()).toBe(200)
    guarded.world.clock.time += 1
    expect(await status()).toBe(401)
  })

  test('guessing is slowed down, for one client and not for others', async () => {
    const guarded = await guardedApp()
    for (let attempt = 0; attempt < 10; attempt++) expect((await signIn(guarded, 'token=guess')).statusCode).toBe(401)
    const refused = await signIn(guarded, `token=${TOKEN}`)
    expect([refused.statusCode, refused.json<Problem>().code]).toEqual([429, 'too-many-requests'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    const other = await guarded.app.server.inject({
      method: 'POST',
      url: '/login',
      remoteAddress: '10.0.0.9',
      headers: { host: HOST, 'content-type': 'application/x-www-form-urlencoded' },
      payload: `token=${TOKEN}`,
    })
    expect(other.statusCode).toBe(303)
    guarded.world.clock.time += 60_000
    expect((await signIn(guarded, `token=${TOKEN}`)).statusCode).toBe(303)
  })

  test('a page of another origin cannot sign anybody in', async () => {
    const guarded = await guardedApp()
    const answer = await signIn(guarded, `token=${TOKEN}`, { origin: 'https://evil.example' })
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([403, 'bad-origin'])
    expect((await signIn(guarded, `token=${TOKEN}`, { origin: `http://${HOST}` })).statusCode).toBe(303)
  })

  test('tokens and sessions are compared in constant time', async () => {
    const compare = vi.spyOn(crypto, 'timingSafeEqual')
    syncBuiltinESMExports()
    const credentials = credentialsFor(TOKEN)
    const session = credentials.newSession(0)
    expect([credentials.isToken(TOKEN), credentials.isToken('x'), credentials.isToken('')]).toEqual([
      true,
      false,
      false,
    ])
    expect([
      credentials.isSession(session, 0),
      credentials.isSession('a.b.c', 0),
      credentials.isSession('', 0),
    ]).toEqual([true, false, false])
    expect(credentialsFor(`${TOKEN}2`).isSession(session, 0)).toBe(false)
    expect(compare).toHaveBeenCalledTimes(7)
    expect(new Set(compare.mock.calls.flat().map((side) => side.byteLength))).toEqual(new Set([32]))
    compare.mockRestore()
    syncBuiltinESMExports()
  })

  test.each([
    ['token', { authorization: `Bearer ${TOKEN}` }, true],
    ['wrong token', { authorization: 'Bearer wrong' }, false],
    ['nothing', {}, false],
  ])('a socket with %s', async (_, headers, isLetIn) => {
    const guarded = await guardedApp()
    const client = new LiveClient(await listening(guarded), { headers: headers as Record<string, string> })
    clients.push(client)
    await until(() => client.socket.connected || client.refusal !== undefined, 'an answer')
    expect(client.socket.connected).toBe(isLetIn)
  })

  test('a socket with a session cookie is let in', async () => {
    const guarded = await guardedApp()
    const url = await listening(guarded)
    const client = new LiveClient(url, { headers: { cookie: await sessionOf(guarded) } })
    clients.push(client)
    await until(() => client.socket.connected, 'it connects')
  })

  test('the token is in no log line', async () => {
    const lines: string[] = []
    const { pino } = await import('pino')
    const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
    app = await TestApp.over({ auth: { mode: 'token', token: TOKEN }, logger, world: new World() })
    app.world.readFailure = new Error('disk')
    await app.get('/api/v1/changes', { authorization: `Bearer ${TOKEN}` })
    await signIn(app, `token=${TOKEN}`)
    expect(lines.join('')).toContain('disk')
    expect(lines.join('')).not.toContain(TOKEN)
  })
})

test.each([
  [undefined, '/'],
  ['/services/?q=1', '/services/?q=1'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/a\r\nset-cookie: x', '/'],
])('sign-in leads to %j only as %j', (next, expected) => {
  expect(safeNext(next)).toBe(expected)
})

function bound(over: TestApp) {
  return { get: over.get.bind(over) }
}
