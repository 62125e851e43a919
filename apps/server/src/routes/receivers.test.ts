import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import type {
  DeliveriesPage,
  DeliveryAttempt,
  Problem,
  Receiver,
  ReceiversPage,
  TemplatePreview,
} from '@portolan/contract'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { AlertingStage } from '../testing/alerting-stage.ts'

const SECRET = 'hunter2-f9d1c7f0a2b34c5d8e6f'
const closing: (() => unknown)[] = []
let stage: AlertingStage | undefined

afterEach(async () => {
  await stage?.close()
  stage = undefined
  for (const close of closing.splice(0)) await close()
})

async function refusal(method: 'POST' | 'PUT', url: string, body: object): Promise<string> {
  const { statusCode, json } = (await stage?.app.send(method, url, body)) ?? {}
  const problem = json?.<Problem>()
  return `${statusCode} ${problem?.code}: ${problem?.detail}`
}

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

  test('a secret goes in and never comes out: not in an answer, a bundle, the database or what is logged', async () => {
    const logged: string[] = []
    const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })
    stage = await AlertingStage.open({}, { logger })
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
    hook.status = 500
    await stage.losesEverything()
    await stage.until(() => hook.bodies.length > 1)
    const answers = [made, changed, tested, refused].map(({ body }) => body)
    for (const url of ['receivers', 'deliveries', 'alerts', 'incidents', 'silences', 'alert-rules', 'status']) {
      answers.push((await app.get(`/api/v1/${url}`)).body)
    }
    answers.push((await app.get('/metrics')).body)
    const bundle = gunzipSync((await app.get('/api/v1/bundle?from=seq:1')).rawPayload).toString()
    expect(bundle).toContain('EndpointSlice')
    const files = ['alerts.db', 'alerts.db-wal'].map((file) => readFileSync(path.join(stage?.directory ?? '', file)))
    expect(files.some((file) => file.includes(id))).toBe(true)
    await stage.parts.store.close()
    answers.push((await app.send('POST', '/api/v1/receivers', webhook({ value: hook.url }))).body)
    expect(logged.join('')).toContain('request failed')
    const everything = [...answers, bundle, ...logged, ...files.map((file) => file.toString('latin1'))]
    const forms = [SECRET, Buffer.from(SECRET).toString('base64').slice(0, 30), Buffer.from(SECRET).toString('hex')]
    expect(everything.filter((text) => forms.some((form) => text.includes(form)))).toEqual([])
  })

  test('messages and previews are in the language of the receiver, sentences and causes too', async () => {
    stage = await AlertingStage.open()
    const { app } = stage
    const hook = await aHook()
    await app.send('POST', '/api/v1/receivers', webhook({ value: hook.url }, { language: 'zh-CN' }))
    await stage.losesEverything()
    await stage.until(() => hook.bodies.length > 0)
    const { title, body, alerts } = JSON.parse(hook.bodies[0] ?? '')
    const zero = alerts.find(({ detector }: { detector: string }) => detector === 'zero-endpoints')
    expect(zero.sentence).toBe('Service shop/web 没有就绪的端点')
    expect(`${title} ${body}`).not.toMatch(/endpoint|Cause|error/i)
    const preview = async (language: string) =>
      (await app.send('POST', '/api/v1/receivers/preview', { language })).json<TemplatePreview>().title
    expect(await preview('zh-CN')).toMatch(/^错误：/)
    expect(await preview('en')).toMatch(/^ERROR: /)
  })

  test('secrets may be in a file of the directory for secrets or a variable for them, and nowhere else', async () => {
    stage = await AlertingStage.open()
    const signingKey = { variable: 'PORTOLAN_SECRET_HOOK' }
    const target = { type: 'webhook', url: { file: 'hook-url' }, signingKey }
    const made = await stage.app.send('POST', '/api/v1/receivers', { name: 'x', target })
    const { id, target: shown } = made.json<Receiver>()
    expect(shown).toMatchObject({
      url: { set: true, from: 'file', name: path.join(stage.directory, 'secrets', 'hook-url') },
      signingKey: { set: true, from: 'variable', name: 'PORTOLAN_SECRET_HOOK' },
    })
    const { outcome, answer } = (await stage.app.send('POST', `/api/v1/receivers/${id}/test`)).json<DeliveryAttempt>()
    expect([outcome, answer]).toEqual(['failed', expect.stringContaining('hook-url cannot be used')])
    const give = (given: object) => refusal('POST', '/api/v1/receivers', webhook(given))
    expect(await give({ file: '/etc/passwd' })).toMatch(
      /^400 .*target\.url: The file \/etc\/passwd lies outside of the directories for secrets .*--secret-dir/,
    )
    expect(await give({ file: '../alerts.key' })).toContain('outside of the directories')
    for (const variable of ['PORTOLAN_AUTH_TOKEN', 'AWS_SECRET_ACCESS_KEY'])
      expect(await give({ variable })).toContain('only those whose names begin with PORTOLAN_SECRET_ may')
  })
})
