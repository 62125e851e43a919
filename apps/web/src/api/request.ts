import { ApiProblem, ServerUnreachable } from '../errors.ts'
import { earlyAnswer } from './early-answer.ts'

export type QueryValue = string | number | boolean | readonly string[] | undefined

/** One request as a reader would repeat it: path below `/api/v1` and its parameters; absent ones are left out. */
export interface ApiRequest {
  /** `/services/shop/web/ledger` */
  readonly path: string
  readonly query?: Readonly<Record<string, QueryValue>>
  /** Absent: GET. */
  readonly method?: 'POST' | 'PUT' | 'DELETE'
  /** Sent as JSON. */
  readonly body?: unknown
}

/** What one request cost and brought; shown by the "this screen as API" panel. */
export interface ApiCall {
  readonly url: string
  readonly status: number
  /** Bytes of the decoded body. */
  readonly bytes: number
  readonly durationMs: number
  /** Epoch ms, this browser's clock. */
  readonly endedAt: number
}

/** An answer with the place in the log it was read at. */
export interface ApiAnswer<Body> {
  readonly body: Body
  /** From `ETag`; absent where the answer does not depend on the log. */
  readonly seq: number | undefined
}

/** `{ path: '/changes', query: { kind: ['Pod', 'Service'] } }` → `/api/v1/changes?kind=Pod&kind=Service` */
export function urlOf({ path, query = {} }: ApiRequest): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const one of typeof value === 'object' ? value : [value]) parameters.append(name, String(one))
  }
  const text = parameters.toString()
  return `/api/v1${path}${text && `?${text}`}`
}

/** A path segment of an object: `-` stands for "no namespace". */
export function segment(value: string | undefined): string {
  return encodeURIComponent(value || '-')
}

/**
 * Ask the server, once; an answer without a text has an `undefined` body.
 *
 * @throws {ApiProblem} it answered with a problem
 * @throws {ServerUnreachable} it did not answer, or something else answered with no problem of ours; trying again may help
 * @throws {DOMException} `AbortError` when `signal` is aborted
 */
export async function request<Body>(
  asked: ApiRequest,
  { signal, report }: { signal?: AbortSignal; report: (call: ApiCall) => void },
): Promise<ApiAnswer<Body>> {
  const url = urlOf(asked)
  const startedAt = performance.now()
  const response = await answerOf(url, asked, signal)
  const text = await response.text()
  report({
    url,
    status: response.status,
    bytes: new Blob([text]).size,
    durationMs: performance.now() - startedAt,
    endedAt: Date.now(),
  })
  if (!response.ok) throw problemOf(url, response.status, text)
  return { body: (text === '' ? undefined : JSON.parse(text)) as Body, seq: seqOf(response.headers.get('etag')) }
}

async function answerOf(url: string, { method, body }: ApiRequest, signal: AbortSignal | undefined): Promise<Response> {
  const early = method === undefined ? await earlyAnswer(url) : undefined
  if (early !== undefined) return early
  try {
    return await fetch(url, {
      method: method ?? 'GET',
      signal: signal ?? null,
      headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
      cache: 'no-cache',
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ServerUnreachable(url, { cause: error })
  }
}

function problemOf(url: string, status: number, text: string): ApiProblem | ServerUnreachable {
  const { code, detail } = parseProblem(text)
  if (code === undefined) return new ServerUnreachable(url, { cause: `status ${status}` })
  return new ApiProblem({ code, status, detail: detail ?? code })
}

function parseProblem(text: string): { code?: string; detail?: string } {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return {}
    const { code, detail } = value as Record<string, unknown>
    return {
      ...(typeof code === 'string' && { code }),
      ...(typeof detail === 'string' && { detail }),
    }
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/** `"4711"`, `W/"4711-x3fQ"` → 4711 */
export function seqOf(etag: string | null): number | undefined {
  const digits = /^(?:W\/)?"(\d+)(?:-[^"]*)?"$/.exec(etag ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}
