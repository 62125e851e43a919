import type { ProblemCode } from '@portolan/contract'

/** A request that cannot be answered as asked. `code` picks the HTTP status; `message` becomes the `detail` of the problem. */
export abstract class RequestError extends Error {
  abstract readonly code: ProblemCode
  /** Seconds after which trying again can help; absent where it cannot. */
  readonly retryAfterSeconds: number | undefined = undefined
}

/** A parameter or body has a value that is not allowed. */
export class BadRequestError extends RequestError {
  override readonly name = 'BadRequestError'
  readonly code = 'bad-request'
}

/** A query parameter this path does not have. */
export class UnknownParameterError extends RequestError {
  override readonly name = 'UnknownParameterError'
  readonly code = 'unknown-parameter'
}

/** What is to be explained can be no request: its URL, method or a header is at fault. */
export class InvalidRequestError extends RequestError {
  override readonly name = 'InvalidRequestError'
  readonly code = 'invalid-request'
}

/** `at`, `from` or `to` is no time and no place in the log. */
export class BadInstantError extends RequestError {
  override readonly name = 'BadInstantError'
  readonly code = 'bad-instant'
}

/** A cursor that this path never gave. */
export class BadCursorError extends RequestError {
  override readonly name = 'BadCursorError'
  readonly code = 'bad-cursor'
}

/** A kind Portolan does not watch. */
export class UnknownKindError extends RequestError {
  override readonly name = 'UnknownKindError'
  readonly code = 'unknown-kind'
}

/** No such path. */
export class NotFoundError extends RequestError {
  override readonly name = 'NotFoundError'
  readonly code = 'not-found'
}

/** The object was not seen at that instant, or never. */
export class NotObservedError extends RequestError {
  override readonly name = 'NotObservedError'
  readonly code = 'not-observed'
}

/** The instant lies before the first record that is kept. */
export class BeforeHistoryError extends RequestError {
  override readonly name = 'BeforeHistoryError'
  readonly code = 'before-history'
}

/** The instant has not come yet. */
export class InstantInFutureError extends RequestError {
  override readonly name = 'InstantInFutureError'
  readonly code = 'instant-in-future'
}

/** What is to be replaced is no longer what the client read. */
export class ChangedMeanwhileError extends RequestError {
  override readonly name = 'ChangedMeanwhileError'
  readonly code = 'changed-meanwhile'
}

/** The answer would be larger than anybody can use. */
export class TooLargeError extends RequestError {
  override readonly name = 'TooLargeError'
  readonly code = 'too-large'
}

/** No token, no session, or a wrong one. */
export class UnauthenticatedError extends RequestError {
  override readonly name = 'UnauthenticatedError'
  readonly code = 'unauthenticated'
}

/** The `Host` header names somebody else: a browser was led here by a foreign name (DNS rebinding). */
export class BadHostError extends RequestError {
  override readonly name = 'BadHostError'
  readonly code = 'bad-host'
}

/** A page of another origin tries to act in the user's name. */
export class BadOriginError extends RequestError {
  override readonly name = 'BadOriginError'
  readonly code = 'bad-origin'
}

/** Asked too soon: `retryAfterSeconds` says when asking again can help. */
abstract class RetryLaterError extends RequestError {
  override readonly retryAfterSeconds: number

  constructor(message: string, retryAfterSeconds: number) {
    super(message)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Too many attempts; `retryAfterSeconds` says when the next one is welcome. */
export class TooManyRequestsError extends RetryLaterError {
  override readonly name = 'TooManyRequestsError'
  readonly code = 'too-many-requests'
}

/** The client ended its request: what it asked for is not read for it any more. Nobody sees the answer. */
export class ClientGoneError extends RequestError {
  override readonly name = 'ClientGoneError'
  readonly code = 'client-gone'
}

/** What is shown is not recorded here: nobody is alerted of it. */
export class NoAlertingError extends RequestError {
  override readonly name = 'NoAlertingError'
  readonly code = 'no-alerting'
}

/** As many wait for the past as may; `retryAfterSeconds` says when asking again can help. */
export class TooManyReadersError extends RetryLaterError {
  override readonly name = 'TooManyReadersError'
  readonly code = 'too-many-readers'
}

/** The log is still being read. */
export class NotReadyError extends RequestError {
  override readonly name = 'NotReadyError'
  readonly code = 'not-ready'
  override readonly retryAfterSeconds = 1
}

/**
 * Portolan cannot start as asked. `message` is one sentence with the remedy, for stderr; the exit code is 2 and nothing was
 * written.
 */
export class StartRefusedError extends Error {
  override readonly name = 'StartRefusedError'
  readonly code = 'start-refused'
}
