import type { AlertDetail, AlertsPage, Incident, IncidentsPage, Markers, Problem } from '@portolan/contract'
import { afterEach, expect, test } from 'vitest'
import { AlertingStage } from '../testing/alerting-stage.ts'
import { TestApp } from '../testing/test-app.ts'

let stage: AlertingStage | undefined
afterEach(async () => {
  await stage?.close()
  stage = undefined
})

const zero = 'zero-endpoints/Service/shop/web'

test('an alert is listed while it fires, with its cause, its counts and the seq up to which the log was judged', async () => {
  stage = await AlertingStage.open()
  const { app } = stage
  expect(await app.read<AlertsPage>('/api/v1/alerts')).toMatchObject({ items: [], counts: { critical: 0, error: 0 } })
  await stage.losesEverything()
  const page = await app.read<AlertsPage>('/api/v1/alerts?state=firing')
  expect(page.seq).toBe(5)
  const alert = page.items.find(({ detector }) => detector === 'zero-endpoints')
  expect(alert).toMatchObject({
    subject: 'Service/shop/web',
    state: 'firing',
    severity: 'error',
    resolvedAt: null,
    sentence: { id: 'alert.zero-endpoints', text: 'Service shop/web has no ready endpoint' },
    silencedBy: [],
    routes: [],
  })
  expect(alert?.id).toMatch(zero)
  expect(page.counts.error).toBe(page.items.filter(({ severity }) => severity === 'error').length)
  const ids = async (query: string) => (await app.read<AlertsPage>(`/api/v1/alerts?${query}`)).items.map(({ id }) => id)
  expect(await ids('severity=info')).toEqual([])
  expect(await ids('detector=zero-endpoints')).toEqual([alert?.id])
  expect(await ids('namespace=ops')).toEqual([])
  expect(await ids(`incident=${encodeURIComponent(alert?.incident ?? '')}&detector=zero-endpoints`)).toEqual([
    alert?.id,
  ])
  const { json } = await app.get('/api/v1/alerts?severity=loud')
  expect(json<Problem>().code).toBe('bad-request')
})

test('pages follow one another without a hole', async () => {
  stage = await AlertingStage.open()
  await stage.losesEverything()
  const { app } = stage
  const all = (await app.read<AlertsPage>('/api/v1/alerts')).items.map(({ id }) => id)
  const paged: string[] = []
  for (let query = 'limit=1'; ; ) {
    const { items, next } = await app.read<AlertsPage>(`/api/v1/alerts?${query}`)
    paged.push(...items.map(({ id }) => id))
    if (next === undefined) break
    query = `limit=1&cursor=${next}`
  }
  expect(paged).toEqual(all)
})

test('somebody takes care of an alert, and takes that back; only of one that fires', async () => {
  stage = await AlertingStage.open()
  await stage.losesEverything()
  const { app } = stage
  const [alert] = (await app.read<AlertsPage>('/api/v1/alerts?detector=zero-endpoints')).items
  const path = `/api/v1/alerts/${encodeURIComponent(alert?.id ?? '')}`
  const taken = await app.send('POST', `${path}/acknowledge`, { by: 'on call', note: 'rolling back' })
  expect(taken.json<AlertDetail>()).toMatchObject({
    state: 'acknowledged',
    acknowledged: { by: 'on call', note: 'rolling back' },
  })
  expect((await app.read<AlertDetail>(path)).timeline.map(({ type }) => type)).toEqual(['raised', 'acknowledged'])
  const back = await app.send('DELETE', `${path}/acknowledge`)
  expect(back.json<AlertDetail>()).toMatchObject({ state: 'firing' })
  const unknown = await app.send('POST', '/api/v1/alerts/none/acknowledge', { by: 'on call' })
  expect([unknown.statusCode, unknown.json<Problem>().code]).toEqual([404, 'not-found'])
  const nobody = await app.send('POST', `${path}/acknowledge`, {})
  expect(nobody.json<Problem>()).toMatchObject({ status: 400, code: 'bad-request' })
})

test('when endpoints are back the alert is resolved and says why; its incident ends with it', async () => {
  stage = await AlertingStage.open()
  await stage.losesEverything()
  const { app } = stage
  const [open] = (await app.read<IncidentsPage>('/api/v1/incidents?state=firing')).items
  expect(open?.alerts.map(({ detector }) => detector)).toContain('zero-endpoints')
  stage.put({ 'web-1': 'ready', 'web-2': 'ready' })
  await stage.pass(1_200)
  await stage.until(async () => (await app.read<AlertsPage>('/api/v1/alerts?state=firing')).items.length === 0)
  const incident = await app.read<Incident>(`/api/v1/incidents/${encodeURIComponent(open?.id ?? '')}`)
  expect(incident).toMatchObject({ state: 'resolved' })
  const told = incident.timeline.filter(({ alert }) => alert.startsWith(zero)).map(({ type }) => type)
  expect(told).toEqual(['raised', 'resolved'])
  const alert = incident.alerts.find(({ detector }) => detector === 'zero-endpoints')
  const detail = await app.read<AlertDetail>(`/api/v1/alerts/${encodeURIComponent(alert?.id ?? '')}`)
  expect(detail).toMatchObject({ state: 'resolved', resolvedBecause: 'cleared' })
  const markers = await app.read<Markers>('/api/v1/markers')
  expect(markers.alerts.map(({ id }) => id)).toContain(alert?.id)
  expect((await app.read<IncidentsPage>('/api/v1/incidents?state=firing')).items).toEqual([])
})

test('where nothing is recorded nobody is alerted, and that is said', async () => {
  const app = await TestApp.over()
  try {
    const lists = ['alerts', 'incidents', 'alert-rules', 'silences', 'receivers', 'deliveries']
    for (const path of [...lists, 'alert-rules/default-zero-endpoints/history']) {
      expect((await app.get(`/api/v1/${path}`)).json<Problem>()).toMatchObject({ status: 409, code: 'no-alerting' })
    }
    expect((await app.read<Markers>('/api/v1/markers')).alerts).toEqual([])
  } finally {
    await app.close()
  }
})

test('the badge of a Service says in words how it is, and needs nothing else', async () => {
  stage = await AlertingStage.open()
  const { app } = stage
  const { body, headers } = await app.get('/api/v1/badge/service/shop/web.svg')
  expect(headers['content-type']).toContain('image/svg+xml')
  expect(body).toContain('<title>shop/web: 2 of 2 ready</title>')
  expect(body.match(/https?:/g)).toEqual(['http:'])
  await stage.losesEverything()
  expect((await app.get('/api/v1/badge/service/shop/web.svg')).body).toContain('<title>shop/web: error</title>')
  const nowhere = await app.get('/api/v1/badge/service/shop/%3Cscript%3E.svg')
  expect(nowhere.body).toContain('shop/&lt;script&gt;: not observed')
})
