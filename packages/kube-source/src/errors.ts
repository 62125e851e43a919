/** Everything this package refuses or is refused; `code` is stable and documented. No message holds a token or a header. */
export abstract class KubeSourceError extends Error {
  abstract readonly code: string

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** What is wrong with the configuration of the cluster. */
export type ClusterConfigurationFault =
  | 'kubeconfig-unreadable'
  | 'kubeconfig-invalid'
  | 'kubeconfig-context-unknown'
  | 'kubeconfig-file-missing'

/** A cluster is configured but cannot be used as written. Retrying cannot help; the message says what to change. */
export class ClusterConfigurationError extends KubeSourceError {
  readonly code: ClusterConfigurationFault

  constructor(code: ClusterConfigurationFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** A token, certificate or exec plugin that was there at the start cannot be read now. Retrying can help. */
export class CredentialsError extends KubeSourceError {
  readonly code = 'credentials-unavailable'
}

/** No answer: refused, reset, not resolved, not trusted, or broken off in the middle of an answer. Retrying can help. */
export class ConnectionError extends KubeSourceError {
  readonly code = 'connection-failed'
  /** `ECONNREFUSED`, `UND_ERR_SOCKET`, `CERT_HAS_EXPIRED` …; absent when the cause had none. */
  readonly errno: string | undefined

  constructor(message: string, errno: string | undefined, options?: ErrorOptions) {
    super(message, options)
    this.errno = errno
  }
}

/** The server holds the connection but says nothing in the time it has. Retrying can help. */
export class SilenceError extends KubeSourceError {
  readonly code = 'server-silent'
}

/** The server sent bytes that are not what the API sends. Nothing of them was used. Retrying can help. */
export class MalformedAnswerError extends KubeSourceError {
  readonly code = 'answer-malformed'
}

/** One `details.causes[]` of a Status (meta/v1 StatusCause). */
export interface StatusCause {
  readonly reason?: string
  readonly message?: string
  readonly field?: string
}

export interface ApiStatus {
  /** The HTTP code, or `Status.code` of an ERROR line inside a 200 stream. */
  readonly status: number
  /** `Expired`, `Forbidden`, `TooManyRequests` …; empty when the server named none. */
  readonly reason: string
  readonly causes: readonly StatusCause[]
  /** From the `Retry-After` header or `details.retryAfterSeconds`; absent when the server named no time. */
  readonly retryAfterMs?: number
}

/** The API server said no: a meta/v1 Status, as HTTP status or as an ERROR line of a watch. */
export class ApiStatusError extends KubeSourceError {
  readonly code = 'api-status'
  readonly status: number
  readonly reason: string
  readonly causes: readonly StatusCause[]
  readonly retryAfterMs: number | undefined

  constructor(message: string, status: ApiStatus) {
    super(message)
    this.status = status.status
    this.reason = status.reason
    this.causes = status.causes
    this.retryAfterMs = status.retryAfterMs
  }
}

/** The thread that reads the cluster is gone, by a crash or for want of memory. Another one can be begun. */
export class SourceThreadError extends KubeSourceError {
  readonly code = 'source-thread-ended'
}
