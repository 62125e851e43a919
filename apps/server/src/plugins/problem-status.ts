import type { ProblemCode } from '@portolan/contract'

interface ProblemKind {
  readonly status: number
  readonly title: string
}

/** The one place where a problem code meets HTTP. Described in docs/reference/errors.md. */
export const PROBLEM_KINDS: Readonly<Record<ProblemCode, ProblemKind>> = {
  'bad-request': { status: 400, title: 'The request is not valid' },
  'unknown-parameter': { status: 400, title: 'There is no such parameter here' },
  'invalid-request': { status: 400, title: 'Not a request anybody can send' },
  'bad-instant': { status: 400, title: 'Not an instant' },
  'bad-cursor': { status: 400, title: 'Not a cursor of this list' },
  'unknown-kind': { status: 400, title: 'Not a kind Portolan watches' },
  'instant-in-future': { status: 400, title: 'The instant has not come yet' },
  unauthenticated: { status: 401, title: 'A token is needed' },
  'bad-host': { status: 403, title: 'Not addressed to this server' },
  'bad-origin': { status: 403, title: 'Not allowed from another origin' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'not-observed': { status: 404, title: 'Not observed at that instant' },
  'before-history': { status: 404, title: 'Before the log begins' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  'no-alerting': { status: 409, title: 'Nobody is alerted here' },
  'changed-meanwhile': { status: 409, title: 'Somebody else changed it since it was read' },
  'too-large': { status: 422, title: 'The answer would be too large' },
  'too-many-requests': { status: 429, title: 'Too many attempts' },
  'headers-too-large': { status: 431, title: 'The request is longer than it may be' },
  'client-gone': { status: 499, title: 'The client did not wait' },
  internal: { status: 500, title: 'A fault in Portolan' },
  'too-many-readers': { status: 503, title: 'Too many read the past' },
  'not-ready': { status: 503, title: 'The log is still being read' },
  'store-failed': { status: 503, title: 'The log cannot be read' },
}
