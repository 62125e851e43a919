import type { AddressInfo } from 'node:net'
import type {
  ChangesMessage,
  ClientMessages,
  FollowAnswer,
  FollowRequest,
  RecordedChange,
  ServerMessages,
  ServicesMessage,
  Status,
} from '@portolan/contract'
import { io, type Socket } from 'socket.io-client'
import type { TestApp } from './test-app.ts'

/** Listens on a free port of loopback. @returns where */
export async function listening({ app }: TestApp): Promise<string> {
  await app.server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

export interface ClientOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly transports?: readonly ('websocket' | 'polling')[]
}

/** A client that keeps what it is told and notices every hole. */
export class LiveClient {
  readonly socket: Socket<ServerMessages, ClientMessages>
  readonly changes: RecordedChange[] = []
  readonly services: ServicesMessage[] = []
  readonly statuses: Status[] = []
  readonly resets: number[] = []
  readonly holes: string[] = []
  messages = 0
  reached = -1
  refusal: string | undefined

  constructor(url: string, { headers = {}, transports = ['websocket'] }: ClientOptions = {}) {
    this.socket = io(url, {
      path: '/socket.io',
      addTrailingSlash: false,
      transports: [...transports],
      forceNew: true,
      reconnection: false,
      extraHeaders: { ...headers },
    })
    this.socket.on('changes', (message) => this.#take(message))
    this.socket.on('services', (message) => {
      this.#follow(message)
      this.services.push(message)
    })
    this.socket.on('status', (status) => void this.statuses.push(status))
    this.socket.on('reset', ({ seq }) => void this.resets.push(seq))
    this.socket.on('connect_error', (error) => {
      this.refusal = error.message
    })
  }

  /** Takes the answer in its own turn: the first message may come in the same packet. */
  follow(request: FollowRequest = {}): Promise<FollowAnswer> {
    return new Promise((resolve) => {
      this.socket.emit('follow', request, (answer) => {
        if ('seq' in answer) this.reached = answer.seq
        resolve(answer)
      })
    })
  }

  get seqs(): number[] {
    return this.changes.map(({ seq }) => seq)
  }

  close(): void {
    this.socket.disconnect()
  }

  #take(message: ChangesMessage): void {
    this.#follow(message)
    this.changes.push(...message.changes)
  }

  #follow({ after, seq }: { after: number; seq: number }): void {
    this.messages += 1
    if (after !== this.reached) this.holes.push(`${after} came after ${this.reached}`)
    this.reached = seq
  }
}

/** Resolves when it is so; fails after a minute, for the machine may be busy. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 60_000
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`It never came to pass: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
