import { type ApiStatus, ApiStatusError, type StatusCause } from '../errors.ts'

interface RawStatus {
  readonly kind?: unknown
  readonly code?: unknown
  readonly reason?: unknown
  readonly message?: unknown
  readonly details?: { readonly causes?: unknown; readonly retryAfterSeconds?: unknown } | null
}

const MAX_MESSAGE = 400

/**
 * The error an ERROR line of a watch carries: its `object` is a meta/v1 Status inside an HTTP 200 stream (rule B.4).
 * An object that is no Status counts as a failure of the server, 500.
 */
export function errorOfLine(object: unknown): ApiStatusError {
  const raw = statusOf(object)
  const code = typeof raw?.code === 'number' ? raw.code : 500
  const told = toldBy(raw)
  return new ApiStatusError(`the API server ended a watch with ${code}${told && `: ${told}`}`, apiStatus(raw, code))
}

export interface RefusedAnswer {
  /** URL of the API server. */
  readonly server: string
  /** HTTP code. */
  readonly code: number
  readonly retryAfter: string | undefined
  /** A Status, the text of a proxy in between, or empty. */
  readonly body: string
}

/** The error of an answer with an HTTP code other than 200. @param now epoch ms, for a `Retry-After` that is a date */
export function errorOfAnswer({ server, code, retryAfter, body }: RefusedAnswer, now: number): ApiStatusError {
  const raw = statusOf(parsed(body))
  return new ApiStatusError(sentence(server, code, toldBy(raw)), apiStatus(raw, code, retryAfterMs(retryAfter, now)))
}

function sentence(server: string, code: number, told: string): string {
  if (code === 401) return `the API server at ${server} does not accept these credentials (401 Unauthorized)`
  // RBAC names who may not do what, which is the whole sentence.
  if (code === 403 && told !== '') return told
  return `the API server at ${server} answered ${code}${told && `: ${told}`}`
}

function apiStatus(raw: RawStatus | undefined, status: number, headerMs?: number): ApiStatus {
  const seconds = raw?.details?.retryAfterSeconds
  const retryAfter = headerMs ?? (typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : undefined)
  return {
    status,
    reason: typeof raw?.reason === 'string' ? raw.reason : '',
    causes: Array.isArray(raw?.details?.causes) ? (raw.details.causes as StatusCause[]) : [],
    ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter }),
  }
}

/** `Retry-After` is seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\d+$/.test(header)) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

function statusOf(body: unknown): RawStatus | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  return (body as RawStatus).kind === 'Status' ? (body as RawStatus) : undefined
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // Not an answer of the API: a proxy in between writes HTML. The code says enough.
    return undefined
  }
}

function toldBy(raw: RawStatus | undefined): string {
  return typeof raw?.message === 'string' ? raw.message.slice(0, MAX_MESSAGE) : ''
}
