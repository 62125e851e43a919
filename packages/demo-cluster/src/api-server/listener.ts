import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** How long a port that somebody else took meanwhile is asked for again. */
const RELISTEN_PATIENCE_MS = 5_000

/** The server's ear: it can be shut while the server lives, as when an API server restarts. */
export class Listener {
  readonly #server: Server
  readonly #host: string
  readonly #sockets = new Set<Socket>()
  #port: number
  #reopening: NodeJS.Timeout | undefined
  #change: Promise<void> = Promise.resolve()

  constructor(server: Server, { host, port }: { host: string; port: number }) {
    this.#server = server
    this.#host = host
    this.#port = port
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
  }

  get port(): number {
    return this.#port
  }

  /** @throws the system's error when the port cannot be had */
  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(this.#port, this.#host, () => {
        this.#server.off('error', reject)
        resolve()
      })
    })
    this.#port = (this.#server.address() as AddressInfo).port
  }

  /** Cut every connection and refuse new ones, for `forMs` or until `stopRefusing`. Resolves when refusing. */
  refuse(forMs?: number): Promise<void> {
    clearTimeout(this.#reopening)
    if (forMs !== undefined) this.#reopening = setTimeout(() => void this.stopRefusing(), forMs)
    return this.#afterwards(() => this.#shut())
  }

  /** Resolves when connections are accepted again, on the same port. */
  stopRefusing(): Promise<void> {
    clearTimeout(this.#reopening)
    return this.#afterwards(() => this.#reopen())
  }

  drop(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  close(): Promise<void> {
    clearTimeout(this.#reopening)
    return this.#afterwards(() => this.#shut())
  }

  /** One change of state at a time, in the order asked for. */
  #afterwards(act: () => Promise<void>): Promise<void> {
    this.#change = this.#change.then(act)
    return this.#change
  }

  #shut(): Promise<void> {
    this.drop()
    if (!this.#server.listening) return Promise.resolve()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  async #reopen(): Promise<void> {
    const deadline = Date.now() + RELISTEN_PATIENCE_MS
    while (!this.#server.listening) {
      try {
        await this.open()
      } catch (cause) {
        if (Date.now() > deadline) throw cause
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }
}
