import type { Clock, SendOutcome } from '@portolan/pipeline/ports'
import { Agent, type Dispatcher, request } from 'undici'
import { AddressRefusedError } from '../errors.ts'
import { assertMayCall, guardedLookup, type IsAllowedHost } from './guarded-lookup.ts'
import { retryAfterMs } from './retry-after.ts'

const MAX_REDIRECTS = 3
/** So much of an answer is read; the rest is not waited for. */
const ANSWER_BYTES = 4096
const REDIRECTS = new Set([301, 302, 307, 308])
/** Refused now, perhaps not later. */
const PASSING = new Set([408, 425, 429])

/** One request. */
export interface HttpMessage {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface HttpSenderOptions {
  readonly clock: Pick<Clock, 'now'>
  readonly isAllowedHost: IsAllowedHost
  /** For name, connection, answer and all redirects together. */
  readonly timeoutMs: number
}

/** Posts messages. Never throws: what went wrong is an outcome. */
export class HttpSender {
  readonly #options: HttpSenderOptions
  readonly #agent: Agent

  constructor(options: HttpSenderOptions) {
    this.#options = options
    this.#agent = new Agent({ connect: { lookup: guardedLookup(options.isAllowedHost) }, pipelining: 0 })
  }

  async post(message: HttpMessage, signal: AbortSignal): Promise<SendOutcome> {
    const { timeoutMs } = this.#options
    const limit = AbortSignal.timeout(timeoutMs)
    try {
      return await this.#follow(message, AbortSignal.any([signal, limit]))
    } catch (error) {
      if (limit.aborted) return { type: 'try-again', answer: `No answer within ${timeoutMs / 1000} s.` }
      const refused = refusalIn(error)
      if (refused !== undefined) return { type: 'refused', answer: refused.message }
      return { type: 'try-again', answer: connectionFault(error) }
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy()
  }

  async #follow(message: HttpMessage, signal: AbortSignal): Promise<SendOutcome> {
    let url = new URL(message.url)
    for (let redirects = 0; ; redirects += 1) {
      assertMayCall(url.hostname, this.#options.isAllowedHost)
      const answer = await request(url, {
        method: 'POST',
        headers: message.headers,
        body: message.body,
        dispatcher: this.#agent,
        signal,
      })
      const location = singleHeader(answer, 'location')
      if (!REDIRECTS.has(answer.statusCode) || location === undefined) return await this.#outcomeOf(answer)
      await answer.body.dump({ limit: ANSWER_BYTES })
      const next = URL.canParse(location, url.href) ? new URL(location, url.href) : undefined
      const objection = objectionTo(url, next, redirects)
      if (objection !== undefined) return { type: 'refused', status: answer.statusCode, answer: objection }
      url = next ?? url
    }
  }

  async #outcomeOf(response: Dispatcher.ResponseData): Promise<SendOutcome> {
    const status = response.statusCode
    const answer = await beginningOf(response.body)
    if (status >= 200 && status < 300) return { type: 'delivered', status, answer }
    if (status < 500 && !PASSING.has(status)) return { type: 'refused', status, answer }
    const wait = retryAfterMs(singleHeader(response, 'retry-after'), this.#options.clock.now())
    return { type: 'try-again', status, answer, ...(wait !== undefined && { retryAfterMs: wait }) }
  }
}

/** What speaks against following; `undefined` where nothing does. A message with secrets goes to the host it is meant for. */
function objectionTo(from: URL, to: URL | undefined, redirects: number): string | undefined {
  if (to === undefined) return 'Redirected to something that is no address.'
  if (redirects >= MAX_REDIRECTS) return `Redirected more than ${MAX_REDIRECTS} times.`
  if (to.host !== from.host) return `Redirected to another host, ${to.host}: enter its address if it is the right one.`
  if (to.protocol !== from.protocol) return `Redirected from ${from.protocol} to ${to.protocol}`
  return undefined
}

function singleHeader({ headers }: Dispatcher.ResponseData, name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value[0] : value
}

async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= ANSWER_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, ANSWER_BYTES).toString('utf8')
}

/** undici wraps what the lookup says. */
function refusalIn(error: unknown): AddressRefusedError | undefined {
  if (error instanceof AddressRefusedError) return error
  return error instanceof Error && error.cause !== undefined ? refusalIn(error.cause) : undefined
}

function connectionFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? `${String(error.code)}: ` : ''
  return `No connection: ${code}${error.message}`
}
