import type { Clock } from '@portolan/pipeline/ports'
import { type Dispatcher, request } from 'undici'
import type { ClusterAccess, RequestAccess } from '../credentials/cluster-access.ts'
import { ApiStatusError, MalformedAnswerError, SilenceError } from '../errors.ts'
import type { Tuning } from '../tuning.ts'
import { connectionFailure } from './connection-failure.ts'
import { Deadline } from './deadline.ts'
import { readBody } from './read-body.ts'
import { errorOfAnswer } from './status.ts'
import { WatchConnection } from './watch-connection.ts'

const USER_AGENT = 'portolan'
const JSON_ONLY = 'application/json'
const UNAUTHORIZED = 401

export interface ApiRequest {
  /** Absolute path below the server's URL. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly accept?: string
  readonly signal: AbortSignal
  /** Told of every piece that arrives of an accepted answer, as it came over the wire. */
  readonly onBytes?: ((count: number) => void) | undefined
  /** What of a line, or of an answer that is no watch, is wanted; it may write over what it is given. */
  readonly trim?: ((json: Buffer) => Buffer) | undefined
}

export interface TransportDependencies {
  /** URL of the API server, without a trailing slash. */
  readonly server: string
  readonly access: ClusterAccess
  readonly clock: Clock
  readonly tuning: Tuning
}

/**
 * GET requests to one API server over keep-alive connections.
 *
 * A 401 renews the credentials and is tried once more. Every failure is one of `errors.ts`; an aborted signal rejects with
 * its reason.
 */
export class KubeTransport {
  readonly server: string
  readonly #access: ClusterAccess
  readonly #clock: Clock
  readonly #tuning: Tuning

  constructor({ server, access, clock, tuning }: TransportDependencies) {
    this.server = server
    this.#access = access
    this.#clock = clock
    this.#tuning = tuning
  }

  /** The whole answer, parsed; compressed on the wire where the server likes to. */
  async json(wanted: ApiRequest): Promise<unknown> {
    const deadline = this.#deadline(wanted)
    try {
      const { headers, body } = await this.#send(wanted, { 'accept-encoding': 'gzip' }, deadline)
      const encoding = header(headers, 'content-encoding')
      const plain = await readBody(body, { encoding, maxBytes: this.#tuning.maxAnswerBytes, onBytes: wanted.onBytes })
      return this.#parse((wanted.trim?.(plain) ?? plain).toString('utf8'), wanted)
    } catch (error) {
      throw this.#failure(error, deadline)
    } finally {
      deadline.release()
    }
  }

  /** An open watch; the caller closes it. Resolves when the server accepted it, which proves nothing yet (rule B.5). */
  async watch(wanted: ApiRequest): Promise<WatchConnection> {
    const deadline = this.#deadline(wanted)
    try {
      const { body } = await this.#send(wanted, {}, deadline)
      deadline.disarm()
      const { onBytes, trim } = wanted
      return new WatchConnection({
        server: this.server,
        body,
        deadline,
        clock: this.#clock,
        tuning: this.#tuning,
        onBytes,
        trim,
      })
    } catch (error) {
      const failure = this.#failure(error, deadline)
      deadline.release()
      throw failure
    }
  }

  async #send(wanted: ApiRequest, extra: Record<string, string>, deadline: Deadline): Promise<Dispatcher.ResponseData> {
    const query = wanted.query ? `?${new URLSearchParams(wanted.query)}` : ''
    const sendAs = ({ headers, dispatcher }: RequestAccess) =>
      request(`${this.server}${wanted.path}${query}`, {
        headers: { 'user-agent': USER_AGENT, accept: wanted.accept ?? JSON_ONLY, ...extra, ...headers },
        dispatcher,
        signal: deadline.signal,
        headersTimeout: 0,
        bodyTimeout: 0,
      })
    // An exec plugin may take its time, and cannot be told to stop.
    const authenticated = () => deadline.race(this.#access.authenticate())
    const access = await authenticated()
    const answer = await sendAs(access)
    if (answer.statusCode !== UNAUTHORIZED) return await this.#accepted(answer)
    await answer.body.dump()
    await deadline.race(this.#access.renew(access))
    return await this.#accepted(await sendAs(await authenticated()))
  }

  async #accepted(answer: Dispatcher.ResponseData): Promise<Dispatcher.ResponseData> {
    const { statusCode: code, headers } = answer
    if (code === 200) return answer
    const encoding = header(headers, 'content-encoding')
    const plain = await readBody(answer.body, { encoding, maxBytes: this.#tuning.maxAnswerBytes })
    const retryAfter = header(headers, 'retry-after')
    throw errorOfAnswer({ server: this.server, code, retryAfter, body: plain.toString('utf8') }, this.#clock.now())
  }

  #parse(text: string, { path }: ApiRequest): unknown {
    try {
      return JSON.parse(text)
    } catch {
      // The parser quotes what it read, which may be anything: only the fact is told.
      throw new MalformedAnswerError(
        `the API server at ${this.server} answered ${path} with something that is not JSON`,
      )
    }
  }

  #deadline({ signal, path }: ApiRequest): Deadline {
    const deadline = new Deadline(signal)
    const ms = this.#tuning.requestTimeoutMs
    deadline.arm(this.#clock, ms, () => {
      return new SilenceError(`the API server at ${this.server} did not answer ${path} within ${ms / 1000} s`)
    })
    return deadline
  }

  #failure(error: unknown, deadline: Deadline): unknown {
    if (deadline.signal.aborted) return deadline.signal.reason
    return error instanceof ApiStatusError ? error : connectionFailure(this.server, error)
  }
}

function header(headers: Dispatcher.ResponseData['headers'], name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}
