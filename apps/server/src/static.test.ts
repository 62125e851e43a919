import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Problem } from '@portolan/contract'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { TestApp } from './testing/test-app.ts'

const root = mkdtempSync(path.join(tmpdir(), 'portolan-ui-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const SCRIPT = 'self.__next_f=[1]'
const page = (inline: string) =>
  `<!doctype html><script src="/_next/static/a.js"></script><script>${inline}</script><script id="x">${SCRIPT}</script>`
for (const [file, content] of [
  ['index.html', page('one()')],
  ['services/index.html', page('two()')],
  ['404.html', page('lost()')],
  ['icon.svg', '<svg/>'],
  ['_next/static/chunks/a-1f3b.js', `/* ${'x'.repeat(3_000)} */`],
] as const) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), content)
}

let app: TestApp | undefined
afterEach(() => app?.close())

async function uiApp(uiRoot = root): Promise<TestApp['get']> {
  app = await TestApp.over({ uiRoot })
  return app.get.bind(app)
}

const hashOf = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`

describe('the UI', () => {
  test.each([
    ['/', 'one()'],
    ['/services/', 'two()'],
    ['/services/?q=1', 'two()'],
  ])('%s runs exactly the scripts that were written into it', async (url, inline) => {
    const { statusCode, headers, body } = await (await uiApp())(url)
    expect([statusCode, body]).toEqual([200, page(inline)])
    const policy = String(headers['content-security-policy'])
    const [scripts] = policy.split('; ').filter((part) => part.startsWith('script-src'))
    expect(scripts).toBe(`script-src 'self' ${hashOf(inline)} ${hashOf(SCRIPT)}`)
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers['cache-control']).toBe('no-cache')
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test('files with a hash in their name are kept for ever, and compressed', async () => {
    const { headers } = await (await uiApp())('/_next/static/chunks/a-1f3b.js', { 'accept-encoding': 'br' })
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers['content-encoding']).toBe('br')
    expect((await app?.get('/icon.svg'))?.headers['cache-control']).toBe('no-cache')
  })

  test('a worker may load our files and talk to us, and nothing else', async () => {
    const { headers } = await (await uiApp())('/_next/static/chunks/a-1f3b.js')
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'",
    )
  })

  test('a path without its slash is led to it, with the query', async () => {
    const { statusCode, headers } = await (await uiApp())('/services?q=1')
    expect([statusCode, headers.location]).toEqual([301, '/services/?q=1'])
  })

  test('a page that is not there is its own page; a path of the API is a problem', async () => {
    const get = await uiApp()
    const lost = await get('/lost/')
    expect([lost.statusCode, lost.body]).toEqual([404, page('lost()')])
    expect(lost.headers['content-security-policy']).toContain(hashOf('lost()'))
    for (const url of ['/api/v1/lost', '/api/lost', '/socket.io/lost']) {
      expect((await get(url)).json<Problem>().code).toBe('not-found')
    }
  })

  test('nothing outside of it is served', async () => {
    const get = await uiApp()
    for (const url of [
      '/../package.json',
      '/..%2f..%2fpackage.json',
      '/services/%2e%2e/%2e%2e/package.json',
      '/.git/config',
    ]) {
      expect((await get(url)).statusCode).toBeGreaterThanOrEqual(400)
    }
  })

  test('where it is not built a note says so, and the API is there', async () => {
    const get = await uiApp(path.join(root, 'nowhere'))
    expect((await get('/')).body).toContain('npm run build')
    expect((await get('/healthz')).statusCode).toBe(200)
  })
})

describe('the page of the API', () => {
  test('needs no inline script, and describes every path with its answers', async () => {
    const get = await uiApp()
    const docs = await get('/api/docs/')
    expect(docs.statusCode).toBe(200)
    expect(docs.headers['content-security-policy']).toContain("script-src 'self';")
    expect(docs.body).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>\s*\S/)
    const document = (await get('/api/openapi.json')).json<{ openapi: string; paths: Record<string, unknown> }>()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/v1/alert-rules',
      '/api/v1/alert-rules/preview',
      '/api/v1/alert-rules/{id}/history',
      '/api/v1/alerts',
      '/api/v1/alerts/{id}',
      '/api/v1/alerts/{id}/acknowledge',
      '/api/v1/badge/service/{namespace}/{name}.svg',
      '/api/v1/bundle',
      '/api/v1/changes',
      '/api/v1/changes/{seq}/causes',
      '/api/v1/churn',
      '/api/v1/churn/services',
      '/api/v1/deliveries',
      '/api/v1/deliveries/{id}/retry',
      '/api/v1/findings',
      '/api/v1/incidents',
      '/api/v1/incidents/{id}',
      '/api/v1/markers',
      '/api/v1/objects',
      '/api/v1/objects/{kind}/{namespace}/{name}/changes',
      '/api/v1/reachability',
      '/api/v1/receivers',
      '/api/v1/receivers/preview',
      '/api/v1/receivers/{id}',
      '/api/v1/receivers/{id}/test',
      '/api/v1/resolve',
      '/api/v1/resolve/history',
      '/api/v1/rollouts',
      '/api/v1/rollouts/{id}',
      '/api/v1/routes-to',
      '/api/v1/search',
      '/api/v1/services',
      '/api/v1/services/{namespace}/{name}',
      '/api/v1/services/{namespace}/{name}/ledger',
      '/api/v1/silences',
      '/api/v1/silences/{id}',
      '/api/v1/status',
      '/api/v1/topology',
      '/api/v1/topology/diff',
      '/api/v1/topology/matches',
      '/api/v1/topology/placement',
      '/api/v1/topology/stretch',
      '/healthz',
      '/metrics',
      '/readyz',
    ])
  })
})
