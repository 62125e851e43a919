import { createHmac } from 'node:crypto'
import type { ReceiverTarget, SecretRef, SendOutcome } from '@portolan/pipeline/ports'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClosableNotifier, createNotifier, type NotifierOptions } from './create-notifier.ts'
import { SecretError } from './errors.ts'
import { delivery, notification, receiver, zeroEndpointsAlert } from './testing/notification.ts'
import { type ReceivingServer, receivingServer } from './testing/receiving-server.ts'

const NOW = Date.UTC(2026, 10, 21, 14, 10, 0)
const never = new AbortController().signal

let server: ReceivingServer
let notifier: ClosableNotifier

beforeEach(async () => {
  server = await receivingServer()
  notifier = notifierWith({})
})

afterEach(async () => {
  await notifier.close()
  await server.close()
})

describe('what receivers get', () => {
  it('a webhook gets a signed body whose signature covers the timestamp, and the same key for every attempt', async () => {
    const target: ReceiverTarget = { type: 'webhook', url: server.url, signingKey: variable('sign-with-this') }
    expect(await send(target)).toEqual({ type: 'delivered', status: 200, answer: 'ok' })
    await send(target)

    const [first, second] = server.received
    const timestamp = String(NOW / 1000)
    expect(first?.headers).toMatchObject({
      'content-type': 'application/json',
      'idempotency-key': 'r1/incident-41/1',
      'portolan-timestamp': timestamp,
      'portolan-signature': `v1=${createHmac('sha256', 'sign-with-this').update(`${timestamp}.${first?.body}`).digest('hex')}`,
    })
    expect(second).toEqual(first)
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      version: 1,
      idempotencyKey: 'r1/incident-41/1',
      kind: 'firing',
      title: 'CRITICAL: Service pay/ledger has no ready endpoint of 4',
      severity: 'critical',
      alerts: [{ namespace: 'pay', name: 'ledger', state: 'firing', cause: 'Node n7 is not ready' }],
    })
  })

  it('Slack gets escaped text; Discord mentions nobody; Teams gets an Adaptive Card', async () => {
    const alert = zeroEndpointsAlert({ sentence: { id: 'x', args: {}, text: '<!channel> & @everyone' } })
    const sent = delivery({ notification: notification({ alerts: [{ alert }], links: {} }) })
    for (const type of ['slack', 'discord', 'teams'] as const) {
      await notifier.send(receiver({ type, url: variable(`${server.url}/${type}`) }), sent, never)
    }
    const bodies = server.received.map(({ path, body }) => [path, JSON.parse(body)])
    expect(Object.fromEntries(bodies)).toMatchObject({
      '/slack': { text: 'CRITICAL: &lt;!channel&gt; &amp; @everyone' },
      '/discord': {
        allowed_mentions: { parse: [] },
        embeds: [{ title: 'CRITICAL: <!channel> & @everyone', color: 0xb3200b }],
      },
      '/teams': {
        type: 'message',
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { version: '1.4' } }],
      },
    })
  })

  it('PagerDuty is told to trigger, and with the same key to resolve', async () => {
    const target: ReceiverTarget = {
      type: 'pagerduty',
      url: `${server.url}/v2/enqueue`,
      routingKey: variable('route-me'),
    }
    await send(target)
    const { incident } = notification()
    const resolved = notification({ kind: 'resolved', incident: { ...incident, resolvedAt: NOW } })
    await notifier.send(receiver(target), delivery({ notification: resolved }), never)
    const [triggered, over] = server.received.map(({ body }) => JSON.parse(body))
    expect(triggered).toMatchObject({
      routing_key: 'route-me',
      event_action: 'trigger',
      payload: { severity: 'critical' },
    })
    expect(over).toMatchObject({ event_action: 'resolve', dedup_key: triggered.dedup_key })
  })

  it('every Alertmanager gets API v2 alerts that expire unless they are sent again; one that took them is enough', async () => {
    const outcome = await send({
      type: 'alertmanager',
      urls: [`${server.url}/`, 'http://127.0.0.1:1'],
      token: variable('let-me-in'),
    })
    expect(outcome).toMatchObject({ type: 'delivered' })
    expect(outcome.answer).toMatch(/^1 of 2 Alertmanagers took it\. No connection: ECONNREFUSED/)
    expect(server.received[0]).toMatchObject({ path: '/api/v2/alerts', headers: { authorization: 'Bearer let-me-in' } })
    expect(JSON.parse(server.received[0]?.body ?? '')).toEqual([
      {
        labels: {
          alertname: 'zero-endpoints',
          severity: 'critical',
          cluster: 'harbour',
          namespace: 'pay',
          kind: 'Service',
          service: 'ledger',
          portolan_alert: 'zero-endpoints/Service/pay/ledger/41',
        },
        annotations: {
          summary: 'Service pay/ledger has no ready endpoint of 4',
          cause: 'Node n7 is not ready',
        },
        startsAt: '2026-11-21T14:09:11.004Z',
        endsAt: '2026-11-21T14:16:00.000Z',
        generatorURL: 'https://portolan.example/alerts/?id=41',
      },
    ])
  })

  it('a template of its own is used; one that fails costs its form, not the message', async () => {
    const target: ReceiverTarget = { type: 'webhook', url: server.url }
    const own = { title: '{{ alerts[0].name }}!', body: '{% for a in alerts %}{{ a.detector }}{% endfor %}' }
    await notifier.send(receiver(target, { template: own }), delivery(), never)
    const broken = { title: '{{ alerts | nonsense }}', body: '' }
    const outcome = await notifier.send(receiver(target, { template: broken }), delivery(), never)
    const [first, second] = server.received.map(({ body }) => JSON.parse(body))
    expect(first).toMatchObject({ title: 'ledger!', body: 'zero-endpoints' })
    expect(second.title).toBe('CRITICAL: Service pay/ledger has no ready endpoint of 4')
    expect(outcome.answer).toMatch(/^The title of the template cannot be used: undefined filter: nonsense/)
  })

  it('sentences are told in the language of the receiver', async () => {
    await notifier.close()
    notifier = notifierWith({ tell: ({ text }, language) => (language === 'zh-CN' ? `中文 ${text}` : text) })
    await notifier.send(receiver({ type: 'webhook', url: server.url }, { language: 'zh-CN' }), delivery(), never)
    const body = JSON.parse(server.received[0]?.body ?? '')
    expect(body.title).toBe('紧急：中文 Service pay/ledger has no ready endpoint of 4')
    expect(body.body).toContain('集群：harbour')
  })
})

describe('receivers that refuse, hang, wait or lead elsewhere', () => {
  it.each([
    [500, {}, { type: 'try-again', status: 500 }],
    [429, { 'retry-after': '7' }, { type: 'try-again', status: 429, retryAfterMs: 7000 }],
    [503, { 'retry-after': 'Sat, 21 Nov 2026 14:10:30 GMT' }, { type: 'try-again', retryAfterMs: 30_000 }],
    [503, { 'retry-after': '999999' }, { type: 'try-again', retryAfterMs: 3_600_000 }],
    [408, {}, { type: 'try-again' }],
    [400, {}, { type: 'refused', status: 400 }],
    [404, {}, { type: 'refused', status: 404 }],
  ] as const)('%d with %j is %j', async (status, headers, expected) => {
    server.answer((response) => response.writeHead(status, headers).end('no'))
    expect(await send({ type: 'webhook', url: server.url })).toMatchObject({ ...expected, answer: 'no' })
  })

  it('one that hangs, or sends no end, is given up after the time limit', async () => {
    await notifier.close()
    notifier = notifierWith({ timeoutMs: 150 })
    server.answer(() => undefined)
    expect(await send({ type: 'webhook', url: server.url })).toEqual({
      type: 'try-again',
      answer: 'No answer within 0.15 s.',
    })
    server.answer((response) => response.writeHead(200).write('beginning'))
    expect(await send({ type: 'webhook', url: server.url })).toMatchObject({ type: 'try-again' })
  })

  it('one that dies in the middle of its answer is tried again', async () => {
    server.answer((response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half')
      setImmediate(() => response.destroy())
    })
    expect(await send({ type: 'webhook', url: server.url })).toMatchObject({ type: 'try-again' })
  })

  it('an endless answer is read no further than its beginning', async () => {
    server.answer((response) => response.writeHead(200).end('x'.repeat(5_000_000)))
    const { answer } = await send({ type: 'webhook', url: server.url })
    expect(answer).toBe(`${'x'.repeat(999)}…`)
  })

  it('a redirect on the same host is followed with the same body, one to another host is refused', async () => {
    server.answer((response, { url }) =>
      url === '/old' ? response.writeHead(308, { location: '/new' }).end() : response.end('moved'),
    )
    expect(await send({ type: 'webhook', url: `${server.url}/old` })).toMatchObject({
      type: 'delivered',
      answer: 'moved',
    })
    expect(server.received.map(({ path, body }) => [path, body !== ''])).toEqual([
      ['/old', true],
      ['/new', true],
    ])

    const elsewhere = await receivingServer()
    server.answer((response) => response.writeHead(307, { location: elsewhere.url }).end())
    const outcome = await send({ type: 'webhook', url: server.url })
    expect(outcome).toMatchObject({ type: 'refused', status: 307 })
    expect(outcome.answer).toContain('Redirected to another host')
    expect(elsewhere.received).toEqual([])
    await elsewhere.close()
  })

  it('a circle of redirects ends', async () => {
    server.answer((response) => response.writeHead(307, { location: '/again' }).end())
    expect(await send({ type: 'webhook', url: server.url })).toMatchObject({
      type: 'refused',
      answer: 'Redirected more than 3 times.',
    })
    expect(server.received).toHaveLength(4)
  })
})

describe('what must not happen', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://[::ffff:169.254.169.254]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://2852039166/',
    'http://0.0.0.0:80/',
    'http://100.100.100.200/',
  ])('%s is never called', async (url) => {
    const outcome = await send({ type: 'webhook', url })
    expect(outcome.type).toBe('refused')
    expect(outcome.answer).toContain('link-local, metadata or reserved address')
  })

  it('nor is the path of a secret address, which is what a server that refuses tells', async () => {
    server.answer((response, { url }) => response.writeHead(404).end(`Cannot POST ${url}`))
    const url = variable(`${server.url}/services/T0000001/aHunter2?key=and%2Fmore`)
    const { answer } = await send({ type: 'slack', url })
    expect(answer).toMatch(/^Cannot POST •••/)
    expect(answer).not.toMatch(/T0000001|aHunter2|more/)
  })

  it('a secret that the receiver repeats is not kept', async () => {
    server.answer((response, { headers }) => response.writeHead(401).end(`who is ${headers.authorization}?`))
    const target: ReceiverTarget = { type: 'alertmanager', urls: [server.url], token: variable('hunter2-and-more') }
    expect(await send(target)).toEqual({ type: 'refused', status: 401, answer: 'who is Bearer •••?' })
  })

  it('a secret that cannot be read is told, and tried again', async () => {
    const outcome = await send({ type: 'slack', url: { from: 'variable', name: 'missing' } })
    expect(outcome).toEqual({ type: 'try-again', answer: 'The variable is missing.' })
    expect(server.received).toEqual([])
  })
})

function send(target: ReceiverTarget): Promise<SendOutcome> {
  return notifier.send(receiver(target), delivery(), never)
}

/** The tests name a variable by its value. */
function variable(value: string): SecretRef {
  return { from: 'variable', name: value }
}

function notifierWith(options: Partial<NotifierOptions>): ClosableNotifier {
  return createNotifier({
    clock: { now: () => NOW },
    readSecret: (secret) => {
      if (secret.from === 'variable' && secret.name !== 'missing') return secret.name
      throw new SecretError('The variable is missing.')
    },
    tell: ({ text }) => text,
    ...options,
  })
}
