import type { Status } from '@portolan/contract'
import { isWritable, type LiveServer, type LiveSocket } from './transport.ts'

const INTERVAL_MS = 1_000

export interface StatusRoomOptions {
  readonly io: LiveServer
  readonly read: () => Promise<Status>
  readonly failed: (error: unknown) => void
}

/**
 * Tells everybody who is connected how recording goes: on connecting, then whenever it changed, once a second at most.
 * Who does not read is skipped, and told the newest as soon as there is room.
 */
export class StatusRoom {
  readonly #options: StatusRoomOptions
  readonly #told = new WeakMap<LiveSocket, string>()
  #timer: NodeJS.Timeout | undefined
  #isTelling = false

  constructor(options: StatusRoomOptions) {
    this.#options = options
  }

  open(): void {
    this.#timer = setInterval(() => void this.tell(), INTERVAL_MS)
    this.#timer.unref()
    void this.tell()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** Tell whoever does not know the newest. */
  async tell(): Promise<void> {
    const { io, read, failed } = this.#options
    if (this.#isTelling || this.#timer === undefined || io.sockets.sockets.size === 0) return
    this.#isTelling = true
    try {
      const status = await read()
      this.#send(status, JSON.stringify({ ...status, now: '' }))
    } catch (error) {
      failed(error)
    } finally {
      this.#isTelling = false
    }
  }

  #send(status: Status, content: string): void {
    const { io } = this.#options
    const rooms: string[] = []
    for (const socket of io.sockets.sockets.values()) {
      if (this.#told.get(socket) === content || !isWritable(socket)) continue
      this.#told.set(socket, content)
      rooms.push(socket.id)
    }
    // Every socket is alone in the room of its id; together they share one serialisation.
    if (rooms.length > 0) io.to(rooms).emit('status', status)
  }
}
