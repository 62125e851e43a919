import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { ReceiverTarget } from '@portolan/pipeline/ports'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { createNotifier, type NotifierOptions } from '../create-notifier.ts'
import { delivery, receiver } from '../testing/notification.ts'

const options: NotifierOptions = {
  clock: { now: () => Date.UTC(2026, 10, 21, 14, 10) },
  readSecret: () => 'right',
  tell: ({ text }) => text,
}
const notifier = createNotifier(options)
const never = new AbortController().signal
let server: SMTPServer | undefined

afterEach(() => new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve()))))

describe('mail over SMTP', () => {
  it('arrives with the thread of its incident and a Message-ID that a repeated attempt has too', async () => {
    const mails: string[] = []
    const port = await smtpServer({
      authOptional: true,
      onData(stream, _session, done) {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          mails.push(Buffer.concat(chunks).toString('utf8'))
          done()
        })
      },
    })
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(await notifier.send(receiver(mailTo(port)), delivery(), never)).toMatchObject({
        type: 'delivered',
        status: 250,
      })
    }
    const [first = '', second = ''] = mails
    expect(header(first, 'Subject')).toBe('[Portolan] CRITICAL: Service pay/ledger has no ready endpoint of 4')
    expect(header(first, 'To')).toBe('oncall@example.com')
    expect(header(first, 'Message-ID')).toBe(header(second, 'Message-ID'))
    expect(header(first, 'In-Reply-To')).toBe(header(first, 'References'))
    expect(first).toContain('Cause: Node n7 is not ready')
  })

  it('signs in where a name is given', async () => {
    const seen: string[] = []
    const port = await smtpServer({
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        seen.push(`${username}:${password}`)
        done(null, { user: 'portolan' })
      },
    })
    const target = { ...mailTo(port), username: 'portolan', password: { from: 'variable', name: 'P' } } as const
    expect(await notifier.send(receiver(target), delivery(), never)).toMatchObject({ type: 'delivered' })
    expect(seen).toEqual(['portolan:right'])
  })

  it('4xx is tried again, 5xx is a refusal, and nobody there is tried again', async () => {
    const port = await smtpServer({
      authOptional: true,
      onRcptTo({ address }, _session, done) {
        const responseCode = address.startsWith('later') ? 451 : 550
        done(Object.assign(new Error('not here'), { responseCode }))
      },
    })
    const to = (address: string, at = port) =>
      notifier.send(receiver({ ...mailTo(at), to: [address] }), delivery(), never)
    expect(await to('later@example.com')).toMatchObject({ type: 'try-again', status: 451 })
    expect(await to('never@example.com')).toMatchObject({ type: 'refused', status: 550 })
    expect(await to('oncall@example.com', 1)).toMatchObject({ type: 'try-again' })
  })

  it('a server that hangs, or says a word now and then and never ends, is left after the time limit, and when we stop', async () => {
    const sockets: Socket[] = []
    const dripping = createServer((socket) => {
      sockets.push(socket)
      const timer = setInterval(() => socket.write('220-wait\r\n'), 20)
      socket.on('error', () => undefined).on('close', () => clearInterval(timer))
    })
    await new Promise<void>((resolve) => dripping.listen(0, '127.0.0.1', resolve))
    const { port } = dripping.address() as AddressInfo
    const hasty = createNotifier({ ...options, timeoutMs: 150 })
    const outcome = await hasty.send(receiver(mailTo(port)), delivery(), never)
    expect(outcome).toEqual({ type: 'try-again', answer: 'No answer within 0.15 s.' })
    const stopping = new AbortController()
    const sending = notifier.send(receiver(mailTo(port)), delivery(), stopping.signal)
    stopping.abort()
    expect(await sending).toMatchObject({ type: 'try-again' })
    await new Promise((resolve) => dripping.close(resolve))
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual(sockets.map(() => true))
    await hasty.close()
  })

  it('whoever stops at any moment of an attempt is answered, and nothing else happens', async () => {
    const silent = createServer((socket) => socket.on('error', () => undefined))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    for (let turns = 0; turns < 60; turns += 1) {
      const stopping = new AbortController()
      const sending = notifier.send(receiver(mailTo(port)), delivery(), stopping.signal)
      for (let turn = 0; turn < turns; turn += 1) await (turn < 40 ? Promise.resolve() : new Promise(setImmediate))
      stopping.abort()
      expect(await sending).toMatchObject({ type: 'try-again' })
    }
    await new Promise((resolve) => silent.close(resolve))
  })

  it('a link-local host is refused', async () => {
    const outcome = await notifier.send(receiver({ ...mailTo(25), host: '169.254.169.254' }), delivery(), never)
    expect(outcome).toMatchObject({ type: 'refused' })
  })
})

async function smtpServer(options: SMTPServerOptions): Promise<number> {
  const started = new SMTPServer({ disabledCommands: ['STARTTLS'], ...options })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return (started.server.address() as AddressInfo).port
}

function mailTo(port: number): Extract<ReceiverTarget, { type: 'email' }> {
  return {
    type: 'email',
    host: '127.0.0.1',
    port,
    security: 'none',
    from: 'portolan@example.com',
    to: ['oncall@example.com'],
  }
}

/** Unfolded. */
function header(mail: string, name: string): string | undefined {
  const unfolded = mail.replace(/\r\n[ \t]+/g, ' ')
  return unfolded.match(new RegExp(`^${name}: (.*)\r$`, 'mi'))?.[1]
}
