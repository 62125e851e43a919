import type { RequestFault } from './resolution/request/request-fault.ts'

/** An object from the API lacks what every object has, or is of another kind than was asked for. Retrying cannot help. */
export class ProjectionError extends Error {
  readonly code = 'unexpected-object'
  override readonly name = 'ProjectionError'
}

/** A resource version that is not a positive decimal integer cannot be ordered: keep the order of arrival. */
export class ResourceVersionError extends Error {
  readonly code = 'incomparable-resource-version'
  override readonly name = 'ResourceVersionError'
}

/** The log contradicts itself: a fault in Portolan or a damaged store, never in the cluster. */
export class BrokenInvariantError extends Error {
  readonly code = 'broken-invariant'
  override readonly name = 'BrokenInvariantError'
}

/** A request to be explained cannot be one: another URL, header or method is needed. `reason` says which part is at fault. */
export class ResolutionRequestError extends Error {
  readonly code = 'invalid-resolution-request'
  override readonly name = 'ResolutionRequestError'
  readonly reason: RequestFault

  constructor(reason: RequestFault, message: string) {
    super(message)
    this.reason = reason
  }
}
