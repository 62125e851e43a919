/** The log could not be read or written; `message` says what and what to do about it. */
export class StoreError extends Error {
  readonly code: string = 'store-failed'
  override readonly name: string = 'StoreError'
}

/** No room for the batch. Recording pauses and tries again; reading goes on. */
export class StoreFullError extends StoreError {
  override readonly code = 'store-full'
  override readonly name = 'StoreFullError'
}
