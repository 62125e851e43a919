import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Status, Topology } from '@portolan/contract'
import { systemClock } from '@portolan/pipeline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HarbourLog } from '../testing/harbour-bundle.ts'
import { until } from '../testing/live-client.ts'
import { aPod } from '../testing/objects.ts'
import { TestApp } from '../testing/test-app.ts'

let log: HarbourLog
beforeAll(async () => {
  log = await HarbourLog.record()
})
afterAll(() => log.close())

async function problemOf(query: string): Promise<[status: number, code: string]> {
  const response = await log.app.get(`/api/v1/bundle?${query}`)
  return [response.statusCode, response.json().code]
}

interface Line {
  readonly object?: {
    readonly object: {
      readonly kind: string
      readonly metadata: { readonly namespace?: string; readonly name: string }
    }
  }
  readonly change?: { readonly seq: number; readonly kind: string; readonly namespace?: string }
}

describe('GET /bundle', () => {
  test('is a file that portolan open shows', async () => {
    const response = await log.app.get('/api/v1/bundle?from=seq:900&to=seq:1200')
    expect(response.headers).toMatchObject({
      'content-type': 'application/gzip',
      'content-disposition': 'attachment; filename="incident.portolan.gz"',
      'cache-control': 'no-store',
    })
    const file = path.join(log.directory, 'downloaded.gz')
    writeFileSync(file, response.rawPayload)
    const { app, bundle } = await log.open(file)
    expect(bundle.header).toMatchObject({ from: { seq: 900 }, to: { seq: 1_200 }, namespaces: null, redacted: false })
    const then = await log.app.read<Topology>('/api/v1/topology?at=seq:1200')
    expect(await app.read<Topology>('/api/v1/topology?at=seq:1200')).toEqual(then)
    const { store, seq } = await app.read<Status>('/api/v1/status')
    expect([seq, store.changes, store.oldestAt]).toEqual([1_200, 300, log.timeOf(900)])
  })

  test('of a namespace holds its objects, nodes and classes, and the seq of its changes', async () => {
    const response = await log.app.get('/api/v1/bundle?from=seq:900&namespace=shop')
    const lines = gunzipSync(response.rawPayload)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line): Line => JSON.parse(line))
    const objects = lines.flatMap(({ object }) => object?.object ?? [])
    const namespaces = new Set(objects.map(({ metadata }) => metadata.namespace))
    expect(namespaces).toEqual(new Set(['shop', undefined]))
    const above = objects.filter(({ metadata }) => metadata.namespace === undefined)
    expect(above.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name)).toEqual(['shop'])
    expect(new Set(above.map(({ kind }) => kind))).toContain('Node')
    const expected = log.harbour.changes.filter(
      ({ seq, kind, name, namespace }) =>
        seq > 900 && (kind === 'Namespace' ? name === 'shop' : namespace === undefined || namespace === 'shop'),
    )
    expect(lines.flatMap(({ change }) => change?.seq ?? [])).toEqual(expected.map(({ seq }) => seq))
  })

  test('of a namespace answers for it what the log answers, and leads elsewhere into the unknown', async () => {
    const file = await log.cut({ from: { seq: 900 }, namespaces: ['shop'] }, 'shop.gz')
    const { app } = await log.open(file)
    for (const place of ['seq:1000', log.timeOf(1_300)]) {
      const [ours, theirs] = await Promise.all(
        [app, log.app].map((each) => each.read<{ items: object[] }>(`/api/v1/services?namespace=shop&at=${place}`)),
      )
      expect(ours?.items).toEqual(theirs?.items)
    }
    const from = Date.parse(log.timeOf(900)) + 1
    const ledgers = [app, log.app].map((each) => each.read<object>(`/api/v1/services/shop/web/ledger?from=${from}`))
    const [ours, theirs] = await Promise.all(ledgers)
    expect(ours).toEqual(theirs)
    const { coverage } = await app.read<Topology>('/api/v1/topology?namespace=kube-system')
    expect([coverage.kinds.Service, coverage.kinds.Node]).toEqual(['denied', 'observed'])
    const { items } = await app.read<{ items: { namespace: string | null }[] }>('/api/v1/changes?limit=1000')
    expect(new Set(items.map(({ namespace }) => namespace))).toEqual(new Set(['shop', null]))
  })

  test('is downloaded twice at once, and no more: who comes third is told when to come again', async () => {
    await log.app.app.server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = log.app.app.server.server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}/api/v1/bundle?from=seq:1`
    const download = () => fetch(url)
    const answers = await Promise.all([download(), download(), download()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 503])
    const refused = answers.find(({ status }) => status === 503)
    expect([refused?.headers.get('retry-after'), await refused?.json()]).toMatchObject([
      '10',
      { code: 'too-many-readers' },
    ])
    await Promise.all(answers.map((answer) => (answer === refused ? undefined : answer.arrayBuffer())))
    const again = await download()
    expect(again.status).toBe(200)
    await again.arrayBuffer()
  })

  test('whose client left before the log was open takes no place from others', async () => {
    const early = await TestApp.over({ isClosed: true, clock: systemClock })
    const { logbook, server } = early.app
    await server.listen({ host: '127.0.0.1', port: 0 })
    const { port } = server.server.address() as AddressInfo
    const left: boolean[] = []
    server.server.on('request', (_, response) => {
      const place = left.push(false) - 1
      response.once('close', () => {
        left[place] = true
      })
    })
    const leaving = new AbortController()
    const asked = [1, 2].map(() =>
      fetch(`http://127.0.0.1:${port}/api/v1/bundle?from=seq:1`, { signal: leaving.signal }),
    )
    await until(() => left.length === 2, 'two ask')
    leaving.abort()
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await until(() => left.every(Boolean), 'both are gone')
    const { world } = early
    world.put(aPod('a'))
    logbook.open({ recording: world.recording, reader: world.reader, archive: world.archive })
    await new Promise((resolve) => setImmediate(resolve))
    expect((await early.get('/api/v1/bundle?from=seq:1')).statusCode).toBe(200)
    await early.close()
  })

  test('of a stretch that is none is a problem', async () => {
    expect(await problemOf('')).toEqual([400, 'bad-request'])
    expect(await problemOf('from=yesterday')).toEqual([400, 'bad-instant'])
    expect(await problemOf('from=seq:900&to=seq:800')).toEqual([400, 'bad-request'])
    expect(await problemOf(`from=seq:900&to=${log.endsAt + 1}`)).toEqual([400, 'instant-in-future'])
    expect(await problemOf('from=0')).toEqual([404, 'before-history'])
    expect(await problemOf('from=seq:900&redactNames=maybe')).toEqual([400, 'bad-request'])
    expect(await problemOf('from=seq:900&names=shop')).toEqual([400, 'unknown-parameter'])
  })
})
