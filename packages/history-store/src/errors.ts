import { StoreError } from '@portolan/pipeline/ports'

/** Another process writes this log. */
export class StoreLockedError extends StoreError {
  override readonly code = 'store-locked'
  override readonly name = 'StoreLockedError'
}

/** The log was written by a newer Portolan; it was not touched. */
export class StoreNewerError extends StoreError {
  override readonly code = 'store-newer'
  override readonly name = 'StoreNewerError'
}

/** The directory or the file cannot be created, opened or written. */
export class StoreUnwritableError extends StoreError {
  override readonly code = 'store-unwritable'
  override readonly name = 'StoreUnwritableError'
}

/**
 * The file is not what was written into it. Found when a log is opened, it is moved aside and a new log is begun. Found later,
 * nothing is appended any more, and the next opening moves it aside.
 */
export class StoreDamagedError extends StoreError {
  override readonly code = 'store-damaged'
  override readonly name = 'StoreDamagedError'
}

/** A database, but not one of Portolan; it was not touched. */
export class StoreForeignError extends StoreError {
  override readonly code = 'store-foreign'
  override readonly name = 'StoreForeignError'
}

/** A migration could not be applied; the database is as it was before it. */
export class StoreMigrationError extends StoreError {
  override readonly code = 'store-migration-failed'
  override readonly name = 'StoreMigrationError'
}

/** What was to be appended does not continue the log: a fault of the caller. */
export class StoreMismatchError extends StoreError {
  override readonly code = 'store-mismatch'
  override readonly name = 'StoreMismatchError'
}

/** It was closed before the answer came. */
export class StoreClosedError extends StoreError {
  override readonly code = 'store-closed'
  override readonly name = 'StoreClosedError'
}
