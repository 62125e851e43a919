import type { FindingsPage, Problem } from '@portolan/contract'
import { RULES } from '@portolan/domain'
import { anIngress, aService } from '@portolan/domain/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { frontDoor, webSlice } from '../../test/front-door.ts'
import { TestApp } from '../testing/test-app.ts'
import type { World } from '../testing/world.ts'

let app: TestApp
afterEach(() => app.close())

/** Longer than any rule waits. */
const SETTLED_MS = 300_000

/** An Ingress to a Service that is not there, and one to a Service without endpoints. */
function broken(): World {
  const world = frontDoor()
  const options = { namespace: 'shop', className: 'nginx' }
  world.put(anIngress('to-gone', { ...options, service: 'gone', host: 'gone.example' }))
  world.put(aService('empty', { namespace: 'shop', selector: { app: 'nobody' } }))
  return world
}

async function over(world: World) {
  app = await TestApp.over({ world })
  return (query = '') => app.read<FindingsPage>(`/api/v1/findings?${query}`)
}

const named = ({ items }: FindingsPage) => items.map(({ rule, subject }) => `${rule} ${subject}`)

describe('GET /findings', () => {
  test('what has held for long enough, with evidence, hint and a command that shows it', async () => {
    const world = broken()
    const read = await over(world)
    expect((await read('rule=ING-001')).items).toEqual([])
    world.clock.time += SETTLED_MS
    const page = await read('rule=ING-001')
    expect(page).toMatchObject({ seq: 13, counts: [{ rule: 'ING-001', severity: 'error', count: 1 }] })
    expect(page.items).toMatchObject([
      {
        rule: 'ING-001',
        group: 'ingress',
        severity: 'error',
        subject: 'Ingress/shop/to-gone',
        since: '2026-11-21T01:00:00.013Z',
        evidence: expect.arrayContaining([{ object: 'Service/shop/gone', path: '', value: null }]),
        message: { id: expect.stringContaining('ING-001'), text: expect.stringContaining('gone') },
        command: expect.stringContaining('kubectl'),
        confidence: 'proven',
      },
    ])
  })

  test('follow every change: they come, keep their since, and clear', async () => {
    const world = broken()
    const read = await over(world)
    await read()
    world.put(webSlice({ ready: false, serving: false, terminating: false }))
    const began = world.clock.time
    world.clock.time += SETTLED_MS
    const ofWeb = 'kind=Service&name=web&severity=error&severity=critical'
    const { items } = await read(ofWeb)
    expect(items.map(({ since }) => Date.parse(since ?? ''))).toEqual(items.map(() => began))
    expect(items.length).toBeGreaterThan(0)
    world.put(webSlice())
    world.clock.time += SETTLED_MS
    expect((await read(ofWeb)).items).toEqual([])
  })

  test('an instant of the past has the findings that were raised then, since they held then', async () => {
    const world = broken()
    const read = await over(world)
    const began = world.clock.time
    world.clock.time += SETTLED_MS
    const now = await read()
    world.remove(aService('empty', { namespace: 'shop', selector: { app: 'nobody' } }))
    world.clock.time += SETTLED_MS
    const then = await read(`at=${began + SETTLED_MS}`)
    expect(named(then)).toEqual(expect.arrayContaining(['ING-001 Ingress/shop/to-gone', 'SVC-001 Service/shop/empty']))
    expect(then.items).toEqual(now.items)
    expect(named(await read('rule=ING-001&rule=SVC-001'))).toEqual(['ING-001 Ingress/shop/to-gone'])
    expect(named(await read(`at=${began + SETTLED_MS}&namespace=ingress&rule=ING-001`))).toEqual([])
  })

  test('an instant at which something had just begun is as patient as now', async () => {
    const world = broken()
    const read = await over(world)
    world.clock.time += SETTLED_MS
    expect(named(await read('at=seq:13&rule=ING-001'))).toEqual([])
    expect(named(await read(`at=${world.clock.time - SETTLED_MS + 30_000}&rule=ING-001`))).toEqual([
      'ING-001 Ingress/shop/to-gone',
    ])
  })

  test('after a restart they have held since the log says so, and what is older than it may be older still', async () => {
    const world = broken()
    world.clock.time += SETTLED_MS
    world.put(aService('late', { namespace: 'shop', selector: { app: 'nobody' } }))
    const at = world.clock.time
    world.clock.time += 2 * SETTLED_MS
    const read = await over(world)
    const { items } = await read('rule=ING-001&rule=SVC-001')
    expect(items.map(({ subject, since, mayBeOlder }) => [subject, Date.parse(since ?? ''), mayBeOlder])).toEqual([
      ['Ingress/shop/to-gone', Date.parse('2026-11-21T01:00:00.012Z'), undefined],
      ['Service/shop/empty', Date.parse('2026-11-21T01:00:00.013Z'), undefined],
      ['Service/shop/late', at, undefined],
    ])
  })

  test('one page after another holds all of them once', async () => {
    const world = broken()
    const read = await over(world)
    await read()
    world.clock.time += SETTLED_MS
    const all = await read()
    expect(all.items.length).toBeGreaterThan(1)
    expect(all.next).toBeUndefined()
    const pages: FindingsPage[] = []
    for (let next: string | undefined = ''; next !== undefined; next = pages.at(-1)?.next) {
      pages.push(await read(`limit=1${next === '' ? '' : `&cursor=${next}`}`))
    }
    expect(pages.flatMap(named)).toEqual(named(all))
    expect(pages.map(({ counts }) => counts)).toEqual(pages.map(() => all.counts))
  })

  test('rules whose kinds may not be read say nothing, and are listed with the reason', async () => {
    const world = broken()
    const read = await over(world)
    await read()
    world.clock.time += SETTLED_MS
    expect(named(await read())).toContain('ING-001 Ingress/shop/to-gone')
    world.snapshot.setVisibility('Service', undefined, 'denied')
    const page = await read()
    expect(named(page)).not.toContain('ING-001 Ingress/shop/to-gone')
    expect(page.suppressed.find(({ rule }) => rule === 'ING-001')?.reason).toBe('Not read completely: Service (denied)')
    expect(page.coverage.kinds.Service).toBe('denied')
    expect(page.rules).toBe(RULES.length)
  })

  test('time alone makes another answer of the same seq', async () => {
    const world = broken()
    await over(world)
    const { headers } = await app.get('/api/v1/findings')
    const again = { 'if-none-match': String(headers.etag) }
    expect((await app.get('/api/v1/findings', again)).statusCode).toBe(304)
    world.clock.time += SETTLED_MS
    expect((await app.get('/api/v1/findings', again)).statusCode).toBe(200)
  })

  test('while the cluster is still being read nothing is claimed', async () => {
    const world = broken()
    world.isReady = false
    await over(world)
    const response = await app.get('/api/v1/findings')
    expect([response.statusCode, response.json<Problem>().code]).toEqual([503, 'not-ready'])
    expect(response.headers['retry-after']).toBe('1')
    world.isReady = true
    expect((await app.get('/api/v1/findings')).statusCode).toBe(200)
  })

  test('rules, kinds and severities that are none are problems', async () => {
    await over(broken())
    const codeOf = async (query: string) => (await app.get(`/api/v1/findings?${query}`)).json<Problem>().code
    expect(await codeOf('rule=SVC-999')).toBe('bad-request')
    expect(await codeOf('kind=Services')).toBe('unknown-kind')
    expect(await codeOf('severity=fatal')).toBe('bad-request')
    expect(await codeOf('cursor=abc')).toBe('bad-cursor')
  })

  test('a Service tells its own findings, now and then', async () => {
    const world = broken()
    await over(world)
    await app.get('/api/v1/findings')
    world.clock.time += SETTLED_MS
    const findings = async (query = '') =>
      (await app.read<{ findings: FindingsPage['items'] }>(`/api/v1/services/shop/empty?${query}`)).findings
    const now = await findings()
    expect(now.length).toBeGreaterThan(0)
    expect(now).toEqual((await app.read<FindingsPage>('/api/v1/findings?kind=Service&name=empty')).items)
    expect((await findings('at=seq:13')).map(({ rule, since }) => [rule, since])).toEqual(
      now.map(({ rule }) => [rule, null]),
    )
  })
})
