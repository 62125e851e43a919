import type { ClientMessages, Problem, ServerMessages } from '@portolan/contract'
import { io, type Socket } from 'socket.io-client'
import { StartRefusedError } from '../errors.ts'
import { ROLLOUT_KINDS } from '../rollouts/rollout-walk.ts'

/** While there is no socket, so often it is asked all the same. */
const FALLBACK_MS = 5_000
const ANSWER_WITHIN_MS = 10_000

export interface ClientOptions {
  readonly server: string
  readonly token: string | undefined
  /** Whose changes are news. */
  readonly namespace: string
}

/** A running Portolan, read by REST and listened to by its socket; connects again by itself. */
export class PortolanClient {
  /** Where it answers. */
  readonly server: string
  readonly #headers: Readonly<Record<string, string>>
  readonly #socket: Socket<ServerMessages, ClientMessages>
  #isNews = false
  #wake: (() => void) | undefined

  constructor({ server, token, namespace }: ClientOptions) {
    this.server = server
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    this.#socket = io(server, {
      path: '/socket.io',
      addTrailingSlash: false,
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelayMax: FALLBACK_MS,
      extraHeaders: { ...this.#headers },
    })
    const follow = () => {
      this.#socket.emit('follow', { namespaces: [namespace], kinds: [...ROLLOUT_KINDS] }, () => this.#tell())
    }
    this.#socket.on('connect', follow)
    this.#socket.on('reset', follow)
    this.#socket.on('changes', ({ changes }) => changes.length > 0 && this.#tell())
  }

  /** Resolves when something happened since the last call, when there is no socket to tell of it, or when time is up. */
  async news(atMostMs: number): Promise<void> {
    const patience = this.#socket.connected ? atMostMs : Math.min(atMostMs, FALLBACK_MS)
    if (!this.#isNews) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patience)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.#isNews = false
    this.#wake = undefined
  }

  /**
   * GET a path below `/api/v1`.
   *
   * @returns `undefined` where nobody answers now: the server is gone, starts, or has too much to do
   * @throws {StartRefusedError} asking again cannot help
   */
  async read<Answer>(path: string): Promise<Answer | undefined> {
    const answer = await this.#ask(`${this.server}/api/v1${path}`)
    if (answer === undefined || answer.status >= 500 || answer.status === 429) return undefined
    const body: unknown = await answer.json().catch(() => undefined)
    if (answer.ok && body !== undefined) return body as Answer
    throw refusalOf(this.server, answer, body as Partial<Problem> | undefined)
  }

  close(): void {
    this.#socket.disconnect()
    this.#tell()
  }

  #tell(): void {
    this.#isNews = true
    this.#wake?.()
  }

  async #ask(url: string): Promise<Response | undefined> {
    try {
      return await fetch(url, { headers: this.#headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    } catch (error) {
      // The one way fetch has to say that nobody answered.
      if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError'))
        return undefined
      throw error
    }
  }
}

function refusalOf(server: string, { status }: Response, problem: Partial<Problem> | undefined): StartRefusedError {
  if (status === 401) {
    return new StartRefusedError(
      `${server} lets nobody in without its token: set PORTOLAN_AUTH_TOKEN, or name a file with --auth-token-file.`,
    )
  }
  if (problem?.detail !== undefined)
    return new StartRefusedError(`${server} refuses (${problem.code}): ${problem.detail}`)
  return new StartRefusedError(`${server} answers with ${status}, as no Portolan does: correct --server.`)
}
