import type { ApiAnswer, ApiCall, ApiRequest } from '../api/request.ts'
import type { Connect } from './connection.ts'
import type { FollowerPorts } from './follower.ts'
import type { Phase } from './phase.ts'
import { openStream, type Stream } from './streams.ts'
import { type HandOver, isToldAtOnce, type PageMessage, type StreamDelta } from './wire.ts'

export interface HubPorts {
  readonly connect: Connect
  request<Body>(
    request: ApiRequest,
    options: { signal: AbortSignal; report: (call: ApiCall) => void },
  ): Promise<ApiAnswer<Body>>
  post(handOver: HandOver): void
  readonly later: FollowerPorts<unknown>['later']
  readonly now: FollowerPorts<unknown>['now']
}

/** How long a hidden page's streams are kept up before they leave the server alone. */
const PAUSE_AFTER_MS = 60_000
const CALL_LIMIT = 40

interface OpenStream {
  readonly stream: Stream
  /** Told as it comes, and never paused. */
  readonly isAtOnce: boolean
  phase?: Phase
}

/**
 * All streams of one page. News waits, merged, until the page asks for it with a credit; a page that does not paint
 * (hidden, busy) costs one merged hand-over, never a queue. News of alerts alone does not wait.
 */
export class LiveHub {
  readonly #ports: HubPorts
  readonly #streams = new Map<number, OpenStream>()
  #calls: ApiCall[] = []
  #hasCredit = false
  #hasNews = false
  #callOffPause: (() => void) | undefined
  #isPaused = false

  constructor(ports: HubPorts) {
    this.#ports = ports
  }

  receive(message: PageMessage): void {
    switch (message.type) {
      case 'open':
        this.#open(message)
        break
      case 'close':
        this.#close(message.id)
        break
      case 'credit':
        this.#hasCredit = true
        this.#handOver()
        break
      case 'visibility':
        this.#see(message.isVisible)
        break
    }
  }

  #open({ id, request }: Extract<PageMessage, { type: 'open' }>): void {
    const report = (call: ApiCall) => {
      this.#calls = [...this.#calls.slice(1 - CALL_LIMIT), call]
      this.#note()
    }
    const isAtOnce = isToldAtOnce(request)
    const note = () => (isAtOnce ? this.#tell(id) : this.#note())
    const stream = openStream(request, {
      connect: this.#ports.connect,
      read: (asked, signal) => this.#ports.request(asked, { signal, report }),
      phase: (phase) => {
        const open = this.#streams.get(id)
        if (open) open.phase = phase
        note()
      },
      hasNews: note,
      later: this.#ports.later,
      now: this.#ports.now,
    })
    this.#streams.set(id, { stream, isAtOnce })
  }

  #close(id: number): void {
    this.#streams.get(id)?.stream.stop()
    this.#streams.delete(id)
  }

  #see(isVisible: boolean): void {
    this.#callOffPause?.()
    if (!isVisible) {
      this.#callOffPause = this.#ports.later(PAUSE_AFTER_MS, () => this.#pause())
      return
    }
    if (!this.#isPaused) return
    this.#isPaused = false
    for (const { stream, isAtOnce } of this.#streams.values()) if (!isAtOnce) stream.resume()
  }

  #pause(): void {
    this.#isPaused = true
    for (const { stream, isAtOnce } of this.#streams.values()) if (!isAtOnce) stream.pause()
  }

  #note(): void {
    this.#hasNews = true
    this.#handOver()
  }

  #handOver(): void {
    if (!this.#hasCredit || !this.#hasNews) return
    const deltas: StreamDelta[] = []
    for (const id of this.#streams.keys()) deltas.push(...this.#newsOf(id))
    const calls = this.#calls
    this.#calls = []
    this.#hasNews = false
    this.#hasCredit = false
    this.#ports.post({ deltas, calls })
  }

  #newsOf(id: number): StreamDelta[] {
    const open = this.#streams.get(id)
    const rows = open?.stream.outbox.take()
    const phase = open?.phase
    delete open?.phase
    return rows || phase ? [{ id, ...(phase && { phase }), ...(rows && { rows }) }] : []
  }

  #tell(id: number): void {
    const deltas = this.#newsOf(id)
    if (deltas.length > 0) this.#ports.post({ deltas, calls: [], isUnasked: true })
  }
}
