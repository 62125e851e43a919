/** What the API answers instead of an object. Source: meta/v1 Status. */
export interface Status {
  kind: 'Status'
  apiVersion: 'v1'
  metadata: { continue?: string }
  status: 'Failure'
  message: string
  reason?: string
  details?: StatusDetails
  code: number
}

export interface StatusDetails {
  name?: string
  group?: string
  kind?: string
  causes?: { reason: string; message: string; field?: string }[]
  retryAfterSeconds?: number
}

type Failure = Pick<Status, 'code' | 'message'> & Partial<Pick<Status, 'reason' | 'details' | 'metadata'>>

const failure = ({ code, message, reason, details, metadata }: Failure): Status => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: metadata ?? {},
  status: 'Failure',
  message,
  ...(reason === undefined ? {} : { reason }),
  ...(details === undefined ? {} : { details }),
  code,
})

/** The failures the API knows, in the shapes clients look for. Source: apimachinery api/errors. */
export const statuses = {
  badRequest: (message: string): Status => failure({ code: 400, reason: 'BadRequest', message }),

  unauthorized: (): Status => failure({ code: 401, reason: 'Unauthorized', message: 'Unauthorized' }),

  forbidden: (message: string, details: StatusDetails = {}): Status =>
    failure({ code: 403, reason: 'Forbidden', message, details }),

  notFound: ({ plural, group, name }: { plural: string; group: string; name: string }): Status =>
    failure({
      code: 404,
      reason: 'NotFound',
      message: `${plural}${group === '' ? '' : `.${group}`} "${name}" not found`,
      details: { name, ...(group === '' ? {} : { group }), kind: plural },
    }),

  methodNotAllowed: (): Status =>
    failure({
      code: 405,
      reason: 'MethodNotAllowed',
      message: 'the server does not allow this method on the requested resource',
      details: {},
    }),

  notAcceptable: (message: string): Status => failure({ code: 406, reason: 'NotAcceptable', message }),

  /** A version too old to resume from, or a page token too old to continue; `continueFrom` continues inconsistently. */
  expired: (message = 'too old resource version', continueFrom?: string): Status =>
    failure({
      code: 410,
      reason: 'Expired',
      message,
      ...(continueFrom === undefined ? {} : { metadata: { continue: continueFrom } }),
    }),

  /** The older spelling of `expired`, which some servers and proxies still send. */
  gone: (message = 'too old resource version'): Status => failure({ code: 410, reason: 'Gone', message }),

  invalidListOptions: (causes: { reason: string; message: string; field: string }[]): Status =>
    failure({
      code: 422,
      reason: 'Invalid',
      message: `ListOptions.meta.k8s.io "" is invalid: ${causes.map((c) => `${c.field}: ${c.message}`).join(', ')}`,
      details: { group: 'meta.k8s.io', kind: 'ListOptions', causes },
    }),

  tooManyRequests: (retryAfterSeconds = 1): Status =>
    failure({
      code: 429,
      reason: 'TooManyRequests',
      message: 'too many requests, please try again later',
      details: { retryAfterSeconds },
    }),

  internalError: (message = 'Internal error occurred'): Status =>
    failure({ code: 500, reason: 'InternalError', message, details: { causes: [{ reason: '', message }] } }),

  serviceUnavailable: (retryAfterSeconds?: number): Status =>
    failure({
      code: 503,
      reason: 'ServiceUnavailable',
      message: 'the server is currently unable to handle the request',
      ...(retryAfterSeconds === undefined ? {} : { details: { retryAfterSeconds } }),
    }),

  timeout: (message = 'the server was unable to answer in time'): Status =>
    failure({ code: 504, reason: 'Timeout', message, details: { retryAfterSeconds: 1 } }),

  tooLargeResourceVersion: (requested: string | number, current: string | number): Status =>
    failure({
      code: 504,
      reason: 'Timeout',
      message: `Timeout: Too large resource version: ${requested}, current: ${current}`,
      details: {
        causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
        retryAfterSeconds: 1,
      },
    }),
}

/** A request that ends with a Status; thrown inside the server, never out of it. */
export class StatusAnswer extends Error {
  readonly status: Status

  constructor(status: Status) {
    super(status.message)
    this.status = status
  }
}
