import type {
  AlertPreview,
  AlertRule,
  AlertRuleHistory,
  AlertRules,
  AlertsPage,
  Problem,
  Silence,
  SilencesPage,
} from '@portolan/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { ruleOf } from '../alerts/rule-texts.ts'
import { AlertingStage } from '../testing/alerting-stage.ts'
import { TestApp } from '../testing/test-app.ts'

const closing: (() => unknown)[] = []
let stage: AlertingStage | undefined

afterEach(async () => {
  await stage?.close()
  stage = undefined
  for (const close of closing.splice(0)) await close()
})

const rule: AlertRule = {
  id: 'calm',
  name: 'Zero endpoints in the shop, later',
  detector: 'zero-endpoints',
  enabled: true,
  scope: { namespaces: ['shop'] },
  thresholds: { for: '5m' },
  renotify: '1h',
  grace: '1m',
  origin: 'stored',
}

async function refusal(method: 'POST' | 'PUT', url: string, body: object): Promise<string> {
  const { statusCode, json } = (await stage?.app.send(method, url, body)) ?? {}
  const problem = json?.<Problem>()
  return `${statusCode} ${problem?.code}: ${problem?.detail}`
}

describe('alert rules', () => {
  test('are shown with defaults and those of a file, replaced as a whole, and judged by at once', async () => {
    const fileRule = ruleOf({ ...rule, id: 'of-file', detector: 'slow-drain', thresholds: {} }, 'file')
    stage = await AlertingStage.open({ fileRules: [fileRule] })
    const { app } = stage
    const { items } = await app.read<AlertRules>('/api/v1/alert-rules')
    expect(items.filter(({ origin }) => origin !== 'default').map(({ id }) => id)).toEqual(['of-file'])
    expect(items.find(({ id }) => id === 'default-zero-endpoints')?.thresholds).toEqual({ for: '10s', clearFor: '30s' })
    const put = await app.send('PUT', '/api/v1/alert-rules', { items: [rule, ...items] })
    const shown = put.json<AlertRules>().items
    expect(shown.filter(({ origin }) => origin === 'stored')).toEqual([
      { ...rule, thresholds: { for: '5m', clearFor: '30s' } },
    ])
    expect(await stage.parts.store.rules()).toHaveLength(1)
    stage.put({ 'web-1': 'unready', 'web-2': 'unready' })
    await stage.pass(120)
    const fires = async () => (await app.read<AlertsPage>('/api/v1/alerts?detector=zero-endpoints')).items.length
    expect(await fires()).toBe(0)
    await stage.pass(240)
    await stage.until(async () => (await fires()) === 1)
  })

  test('what is wrong with one is explained', async () => {
    const fileRule = ruleOf({ ...rule, id: 'of-file' }, 'file')
    stage = await AlertingStage.open({ fileRules: [fileRule] })
    const put = (changed: object) => refusal('PUT', '/api/v1/alert-rules', { items: [{ ...rule, ...changed }] })
    expect(await put({ thresholds: { fro: '5m' } })).toBe(
      '400 bad-request: zero-endpoints has no threshold fro: did you mean for?',
    )
    expect(await put({ frobnicate: 1 })).toBe('400 unknown-parameter: In the body items.0 takes no frobnicate.')
    expect(await refusal('POST', '/api/v1/silences', { matchers: {} })).toBe(
      '400 unknown-parameter: The body takes no matchers.',
    )
    expect(await put({ thresholds: { for: 300 } })).toContain('for of zero-endpoints is a duration: write "300s"')
    expect(await put({ renotify: 'often' })).toContain('a whole number with ms, s, m, h or d')
    expect(await put({ id: 'of-file', enabled: false })).toContain('kept in the file of --alert-rules: change it there')
    expect(await refusal('PUT', '/api/v1/alert-rules', { items: [rule, rule] })).toContain('Two rules have the id calm')
    expect(await stage.parts.store.rules()).toEqual([])
  })

  test('of two who change what both read one is refused, and nothing of the other is lost', async () => {
    stage = await AlertingStage.open()
    const { app } = stage
    const { version, items } = await app.read<AlertRules>('/api/v1/alert-rules')
    const adds = (id: string) => app.send('PUT', '/api/v1/alert-rules', { version, items: [{ ...rule, id }, ...items] })
    const answers = await Promise.all([adds('mine'), adds('yours')])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 409])
    expect(answers[1]?.json<Problem>().code).toBe('changed-meanwhile')
    const now = await app.read<AlertRules>('/api/v1/alert-rules')
    expect(now).toEqual(answers[0]?.json())
    expect(now.items.filter(({ origin }) => origin === 'stored').map(({ id }) => id)).toEqual(['mine'])
    const again = await app.send('PUT', '/api/v1/alert-rules', {
      ...now,
      items: [{ ...rule, id: 'yours' }, ...now.items],
    })
    expect(again.statusCode).toBe(200)
  })

  test('a preview tells what a rule would have raised, and how many messages that makes', async () => {
    stage = await AlertingStage.open()
    await stage.losesEverything()
    stage.put({ 'web-1': 'ready', 'web-2': 'ready' })
    await stage.pass(600)
    const preview = async (thresholds: AlertRule['thresholds']) => {
      const answer = await stage?.app.send('POST', '/api/v1/alert-rules/preview', { ...rule, thresholds })
      return answer?.json<AlertPreview>()
    }
    expect(await preview({ for: '10s' })).toMatchObject({
      total: 1,
      notifications: 2,
      alerts: [{ ruleId: 'calm', subject: 'Service/shop/web', state: 'resolved' }],
    })
    expect(await preview({ for: '1h' })).toMatchObject({ total: 0, notifications: 0, alerts: [] })
    expect(await stage.parts.store.rules()).toEqual([])
  })
})

test('the history of a rule tells per step what it raised and what fired', async () => {
  stage = await AlertingStage.open()
  const { app } = stage
  await stage.pass(600)
  await stage.losesEverything()
  await stage.pass(100)
  stage.put({ 'web-1': 'ready', 'web-2': 'ready' })
  await stage.pass(400)
  const path = '/api/v1/alert-rules/default-zero-endpoints/history'
  const from = stage.world.clock.time - 600_000
  const history = await app.read<AlertRuleHistory>(`${path}?from=${from}&step=1m`)
  expect(history).toMatchObject({ rule: 'default-zero-endpoints', stepMs: 60_000, total: 1, isCut: false })
  const { raised, firing } = history
  expect([raised.length, firing.length]).toEqual([10, 10])
  const first = raised.indexOf(1)
  expect(raised.reduce((sum, count) => sum + count)).toBe(1)
  const [alert] = (await app.read<AlertsPage>('/api/v1/alerts?rule=default-zero-endpoints')).items
  const stepOf = (time: string | null = '') => Math.floor((Date.parse(time ?? '') - from) / 60_000)
  expect([stepOf(alert?.raisedAt), alert?.state]).toEqual([first, 'resolved'])
  const last = stepOf(alert?.resolvedAt)
  expect(firing).toEqual(firing.map((_, step) => (step >= first && step <= last ? 1 : 0)))
  const silent = await app.read<AlertRuleHistory>('/api/v1/alert-rules/default-node-drain/history')
  expect([silent.total, silent.stepMs]).toEqual([0, 3_600_000])
  expect((await app.get('/api/v1/alert-rules/nobody/history')).statusCode).toBe(404)
  const to = Math.floor(from / 60_000) * 60_000 - 30 * 86_400_000
  const before = await app.read<AlertRuleHistory>(`${path}?to=${to}`)
  expect([Date.parse(before.from), Date.parse(before.to), before.total]).toEqual([to - 7 * 86_400_000, to, 0])
})

describe('silences', () => {
  test('hide what they match while they last, and are ended', async () => {
    stage = await AlertingStage.open()
    await stage.losesEverything()
    const { app } = stage
    const body = {
      matcher: { namespaces: ['shop'] },
      span: { type: 'until-resolved' },
      reason: 'known',
      createdBy: 'on call',
    }
    const made = (await app.send('POST', '/api/v1/silences', body)).json<Silence>()
    expect(made).toMatchObject({ state: 'active', endedAt: null, span: { type: 'until-resolved' } })
    const page = await app.read<AlertsPage>('/api/v1/alerts')
    expect(page.items.map(({ silencedBy }) => silencedBy)).toEqual(page.items.map(() => [made.id]))
    expect([...made.mutes].sort()).toEqual(page.items.map(({ id }) => id).sort())
    expect(page.counts).toEqual({ critical: 0, error: 0, warning: 0, info: 0, silenced: page.items.length })
    const ended = (await app.send('DELETE', `/api/v1/silences/${made.id}`)).json<Silence>()
    expect(ended).toMatchObject({ state: 'expired', mutes: [] })
    expect((await app.read<SilencesPage>('/api/v1/silences')).items).toEqual([ended])
    expect((await app.read<AlertsPage>('/api/v1/alerts')).counts.silenced).toBe(0)
  })

  test('what cannot be is explained', async () => {
    stage = await AlertingStage.open()
    const post = (span: object) =>
      refusal('POST', '/api/v1/silences', { matcher: {}, span, reason: 'because', createdBy: 'me' })
    const weekly = { type: 'recurring', weekdays: [6], start: '02:00', duration: '4h', timeZone: 'Europe/Berlin' }
    expect(await post({ ...weekly, timeZone: 'Europe/Berln' })).toContain('did you mean Europe/Berlin?')
    expect(await post({ ...weekly, duration: '8d' })).toContain('at most 7d')
    expect(await post({ type: 'until', to: '2020-01-01T00:00:00.000Z' })).toContain('span.to')
    expect(await post({ type: 'until-resolved' })).toContain('Nothing fires that the matcher matches')
  })
})

test('pages of other origins may not write', async () => {
  stage = await AlertingStage.open()
  const headers = { host: '127.0.0.1:7678', origin: 'https://evil.example' }
  const write = { method: 'PUT', url: '/api/v1/alert-rules', headers, payload: { items: [] } } as const
  expect((await stage.app.app.server.inject(write)).json<Problem>()).toMatchObject({ status: 403, code: 'bad-origin' })
})

test('where a token is asked for nobody writes without it', async () => {
  const app = await TestApp.over({ auth: { mode: 'token', token: 'f9d1c7f0a2b34c5d8e6f' } })
  closing.push(() => app.close())
  for (const path of ['alert-rules', 'receivers/x']) {
    const { statusCode } = await app.send('PUT', `/api/v1/${path}`, { items: [] })
    expect(statusCode).toBe(401)
  }
  expect((await app.send('DELETE', '/api/v1/silences/x')).statusCode).toBe(401)
})
