/** Whatever this package refuses; `code` is stable and documented. */
export abstract class DemoClusterError extends Error {
  abstract readonly code: string

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** A create names an object that exists; pick another name, use `generateName`, or update it. */
export class ObjectAlreadyExistsError extends DemoClusterError {
  readonly code = 'demo-object-already-exists'
}

/** A write names an object the store does not hold; create it first. */
export class ObjectNotFoundError extends DemoClusterError {
  readonly code = 'demo-object-not-found'
}

/** A write breaks a rule of the API: wrong scope, no name, a status written beside its subresource. */
export class InvalidWriteError extends DemoClusterError {
  readonly code = 'demo-invalid-write'
}

/** The changes after a resourceVersion are no longer (or not yet) known; list again. */
export class VersionExpiredError extends DemoClusterError {
  readonly code = 'demo-version-expired'
}

/** A recording cannot be read: a line is not what the format says. */
export class UnreadableRecordingError extends DemoClusterError {
  readonly code = 'demo-unreadable-recording'
}
