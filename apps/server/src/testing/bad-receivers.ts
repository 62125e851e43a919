import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net'
import { text } from 'node:stream/consumers'

/** What a receiver does with one attempt. `die`: the message arrived, and the connection ends before that is said. */
export type Fault = 'hang' | 'try-later' | 'fail' | 'die'

/** A message as it arrived. */
export interface Arrival {
  /** The same for every attempt of a message. */
  readonly key: string
  readonly kind: string
}

/** A receiver that misbehaves, attempt by attempt, and takes everything after that. */
export interface BadReceiver {
  /** Where it is, or would be. */
  readonly port: number
  readonly arrivals: readonly Arrival[]
  close(): Promise<void>
}

/** Takes webhooks. @param port any free one unless given */
export async function badHttpReceiver(faults: readonly Fault[], port = 0): Promise<BadReceiver> {
  const arrivals: Arrival[] = []
  const left = [...faults]
  const server = createServer(async (request, response) => {
    const { idempotencyKey, kind } = JSON.parse(await text(request)) as { idempotencyKey: string; kind: string }
    const fault = left.shift()
    if (fault === 'hang') return
    if (fault === 'try-later') return void response.writeHead(429, { 'retry-after': '7' }).end('slower')
    if (fault === 'fail') return void response.writeHead(500).end('broken')
    arrivals.push({ key: idempotencyKey, kind })
    if (fault === 'die') response.destroy()
    else response.end('ok')
  })
  const close = () => closed(server, () => server.closeAllConnections())
  return { port: await listening(server, port), arrivals, close }
}

/** Takes mail. Its key is the Message-ID, its kind the first word of the subject. */
export async function badMailReceiver(faults: readonly Fault[]): Promise<BadReceiver> {
  const arrivals: Arrival[] = []
  const left = [...faults]
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    converse(socket, { faults: left, taken: (mail) => arrivals.push(arrivalOf(mail)) })
  })
  const close = () =>
    closed(server, () => {
      for (const socket of sockets) socket.destroy()
    })
  return { port: await listening(server), arrivals, close }
}

interface Conversation {
  /** Those that are left; one that happened is taken out. */
  readonly faults: Fault[]
  readonly taken: (mail: string) => void
}

function converse(socket: Socket, { faults, taken }: Conversation): void {
  const happens = (fault: Fault) => faults[0] === fault && faults.shift() === fault
  const say = (line: string) => void socket.write(`${line}\r\n`)
  let heard = ''
  let isData = false
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    heard += chunk
    const end = isData ? '\r\n.\r\n' : '\r\n'
    for (let at = heard.indexOf(end); at >= 0; at = heard.indexOf(end)) {
      const line = heard.slice(0, at)
      heard = heard.slice(at + end.length)
      if (isData) {
        isData = false
        taken(line)
        if (happens('die')) return void socket.destroy()
        say('250 taken')
      } else if (/^DATA/i.test(line)) {
        isData = true
        say('354 go on')
        return
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else if (/^RCPT/i.test(line) && happens('try-later')) say('450 greylisted')
      else say('250 ok')
    }
  })
  if (!happens('hang')) say(happens('fail') ? '421 not now' : '220 ready')
}

function arrivalOf(mail: string): Arrival {
  const header = (name: string) => new RegExp(`^${name}: (?:\\[Portolan\\] )?(.*)$`, 'mi').exec(mail)?.[1]?.trim() ?? ''
  return { key: header('Message-ID'), kind: header('Subject').startsWith('Resolved') ? 'resolved' : 'firing' }
}

async function listening(server: Server | TcpServer, port = 0): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function closed(server: Server | TcpServer, breakOff: () => void): Promise<void> {
  breakOff()
  await new Promise((resolve) => server.close(resolve))
}
