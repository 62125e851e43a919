import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import type {
  AlertPreview,
  AlertRule,
  AlertRules,
  AlertsPage,
  DeliveriesPage,
  DeliveryAttempt,
  Problem,
  Receiver,
  ReceiversPage,
  Silence,
  SilencesPage,
  TemplatePreview,
} from '@portolan/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { ruleOf } from '../alerts/rule-texts.ts'
import { AlertingStage } from '../testing/alerting-stage.ts'
import { TestApp } from '../testing/test-app.ts'

const SECRET = 'hunter2-f9d1c7f0a2b34c5d8e6f'
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
    expect(await put({ thresholds: { for: 300 } })).toContain('for of zero-endpoints is a duration: write "300s"')
    expect(await put({ renotify: 'often' })).toContain('a whole number with ms, s, m, h or d')
    expect(await put({ id: 'of-file', enabled: false })).toContain('kept in the file of --alert-rules: change it there')
    expect(await refusal('PUT', '/api/v1/alert-rules', { items: [rule, rule] })).toContain('Two rules have the id calm')
    expect(await stage.parts.store.rules()).toEqual([])
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

interface Hook {
  readonly url: string
  readonly bodies: string[]
  readonly headers: IncomingMessage['headers'][]
  status: number
}

/** A receiver that answers with what it was sent. */
async function aHook(): Promise<Hook> {
  const hook: Hook = { url: '', bodies: [], headers: [], status: 200 }
  const server = createServer(async (request, response) => {
    const body = await text(request)
    hook.bodies.push(body)
    hook.headers.push(request.headers)
    response.writeHead(hook.status).end(`${request.url} ${JSON.stringify(request.headers)}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return Object.assign(hook, { url: `http://127.0.0.1:${port}/${SECRET}` })
}

function webhook(url: object, more: object = {}): object {
  return { name: 'hook', target: { type: 'webhook', url, signingKey: { value: `${SECRET}-key` } }, ...more }
}

describe('receivers', () => {
  test('are told of what fires and what ends; every message is in the list with its attempts', async () => {
    stage = await AlertingStage.open()
    const { app } = stage
    const hook = await aHook()
    const receiver = (await app.send('POST', '/api/v1/receivers', webhook({ value: hook.url }))).json<Receiver>()
    expect(receiver.health).toEqual({
      circuit: 'closed',
      waiting: 0,
      dead: 0,
      lastDeliveredAt: null,
      lastFailure: null,
    })
    await stage.losesEverything()
    await stage.until(() => hook.bodies.length > 0)
    expect(JSON.parse(hook.bodies[0] ?? '')).toMatchObject({ kind: 'firing', cluster: 'harbour' })
    await stage.until(
      async () => (await app.read<DeliveriesPage>('/api/v1/deliveries')).items[0]?.state === 'delivered',
    )
    const [delivery] = (await app.read<DeliveriesPage>(`/api/v1/deliveries?receiver=${receiver.id}`)).items
    expect(delivery).toMatchObject({
      kind: 'firing',
      tries: 1,
      attempts: [{ outcome: 'delivered', status: 200, nextAt: null }],
    })
    expect((await app.read<ReceiversPage>('/api/v1/receivers')).items[0]?.health.lastDeliveredAt).not.toBeNull()
    expect((await app.send('DELETE', `/api/v1/receivers/${receiver.id}`)).statusCode).toBe(204)
    expect((await app.read<ReceiversPage>('/api/v1/receivers')).items).toEqual([])
  })

  test('a test is sent at once and tells the answer; a message that was refused is sent again when somebody wants it', async () => {
    stage = await AlertingStage.open()
    const { app } = stage
    const hook = await aHook()
    const { id } = (await app.send('POST', '/api/v1/receivers', webhook({ value: hook.url }))).json<Receiver>()
    hook.status = 403
    const attempt = (await app.send('POST', `/api/v1/receivers/${id}/test`)).json<DeliveryAttempt>()
    expect(attempt).toMatchObject({ outcome: 'failed', status: 403, nextAt: null })
    const [dead] = (await app.read<DeliveriesPage>('/api/v1/deliveries?state=dead')).items
    expect(dead).toMatchObject({ kind: 'test', state: 'dead', tries: 1 })
    hook.status = 200
    await app.send('POST', `/api/v1/deliveries/${dead?.id}/retry`)
    await stage.until(
      async () => (await app.read<DeliveriesPage>('/api/v1/deliveries?state=delivered')).items.length === 1,
    )
    expect(new Set(hook.headers.map((headers) => headers['idempotency-key'])).size).toBe(1)
    expect(await refusal('POST', `/api/v1/deliveries/${dead?.id}/retry`, {})).toContain('404 not-found')
  })

  test('a template is tried with the newest incident; one that is wrong is refused with its place', async () => {
    stage = await AlertingStage.open()
    const { app } = stage
    const template = { title: '{{ severity }} in {{ cluster }}', body: '{% for a in alerts %}{{ a.name }}{% endfor %}' }
    const preview = async () =>
      (await app.send('POST', '/api/v1/receivers/preview', { template })).json<TemplatePreview>()
    expect(await preview()).toEqual({ title: 'info in harbour', body: 'sample', isSample: true })
    await stage.losesEverything()
    expect(await preview()).toMatchObject({ title: 'error in harbour', isSample: false })
    const broken = { template: { title: 'ok', body: 'one\n{% if %}' } }
    expect(await refusal('POST', '/api/v1/receivers/preview', broken)).toMatch(/The body of the template .*line:2/)
    const url = { value: 'http://127.0.0.1:1' }
    expect(await refusal('POST', '/api/v1/receivers', webhook(url, broken))).toContain('The body of the template')
    const quietHours = { weekdays: [0], start: '22:00', end: '06:00', timeZone: 'Mars/Olympus' }
    expect(await refusal('POST', '/api/v1/receivers', webhook(url, { quietHours }))).toContain('quietHours.timeZone')
    expect(await refusal('POST', '/api/v1/receivers', webhook({ keep: true }))).toContain('target.url cannot be kept')
  })

  test('a secret goes in and never comes out: not in an answer, a message of ours, the database or a bundle', async () => {
    stage = await AlertingStage.open()
    const { app } = stage
    const hook = await aHook()
    const made = await app.send('POST', '/api/v1/receivers', webhook({ value: hook.url }))
    const { id, target } = made.json<Receiver>()
    expect(target).toEqual({
      type: 'webhook',
      url: { set: true, from: 'sealed' },
      signingKey: { set: true, from: 'sealed' },
    })
    const kept = { name: 'renamed', target: { type: 'webhook', url: { keep: true }, signingKey: { keep: true } } }
    const changed = await app.send('PUT', `/api/v1/receivers/${id}`, kept)
    const tested = await app.send('POST', `/api/v1/receivers/${id}/test`)
    expect(hook.headers[0]?.['portolan-signature']).toMatch(/^v1=[0-9a-f]{64}$/)
    expect(tested.json<DeliveryAttempt>().answer).toContain('•••')
    const refused = await app.send('POST', '/api/v1/receivers', webhook({ value: SECRET, extra: SECRET }))
    expect(refused.statusCode).toBe(400)
    const answers = [made, changed, tested, refused]
    for (const url of ['receivers', 'deliveries', 'alerts', 'incidents', 'status', 'bundle?from=seq:1']) {
      answers.push(await app.get(`/api/v1/${url}`))
    }
    for (const { body } of answers) expect(body).not.toContain(SECRET)
    for (const file of ['alerts.db', 'alerts.db-wal']) {
      expect(readFileSync(path.join(stage.directory, file)).includes(SECRET)).toBe(false)
    }
  })

  test('secrets may be in a file or a variable, but never the token of Portolan itself', async () => {
    stage = await AlertingStage.open()
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-secret-'))
    closing.push(() => rmSync(directory, { recursive: true }))
    const target = {
      type: 'webhook',
      url: { file: path.join(directory, 'missing') },
      signingKey: { variable: 'HOOK_KEY' },
    }
    const { id, target: shown } = (
      await stage.app.send('POST', '/api/v1/receivers', { name: 'x', target })
    ).json<Receiver>()
    expect(shown).toMatchObject({ signingKey: { set: true, from: 'variable', name: 'HOOK_KEY' } })
    const { outcome, answer } = (await stage.app.send('POST', `/api/v1/receivers/${id}/test`)).json<DeliveryAttempt>()
    expect([outcome, answer]).toEqual(['failed', expect.stringContaining('missing cannot be used')])
    const own = { name: 'x', target: { ...target, url: { variable: 'PORTOLAN_AUTH_TOKEN' } } }
    expect(await refusal('POST', '/api/v1/receivers', own)).toContain('opens Portolan itself')
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
