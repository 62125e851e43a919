import { StoreError, StoreFullError } from '@portolan/pipeline/ports'
import {
  StoreClosedError,
  StoreDamagedError,
  StoreForeignError,
  StoreLockedError,
  StoreMigrationError,
  StoreMismatchError,
  StoreNewerError,
  StoreUnwritableError,
} from '../errors.ts'

/** To a thread: a request, that one part of its answer was taken, or that nobody waits for anything any more. */
export type ToThread =
  | { readonly id: number; readonly request: unknown }
  | { readonly id: number; readonly taken: true }
  | { readonly end: true }

/** From a thread: a part of an answer (UTF-8, a JSON list), its end, why there is none; or that it does nothing any more. */
export type FromThread =
  | { readonly ended: true }
  | { readonly id: number; readonly part: Uint8Array }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: Failure }

/** An error on its way between threads, where classes get lost. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly stack?: string
}

/** An error as it travels between threads: its class is told by its code. */
export function toFailure({ code, message, stack }: StoreError): Failure {
  return { code, message, ...(stack !== undefined && { stack }) }
}

/** The error again, of its class; the stack of the other thread is its cause. */
export function fromFailure({ code, message, stack }: Failure): StoreError {
  const Class = CLASS_OF_CODE.get(code) ?? StoreError
  return new Class(message, { cause: stack })
}

const CLASS_OF_CODE = new Map<string, new (message: string, options?: ErrorOptions) => StoreError>([
  ['store-full', StoreFullError],
  ['store-locked', StoreLockedError],
  ['store-newer', StoreNewerError],
  ['store-unwritable', StoreUnwritableError],
  ['store-damaged', StoreDamagedError],
  ['store-foreign', StoreForeignError],
  ['store-migration-failed', StoreMigrationError],
  ['store-mismatch', StoreMismatchError],
  ['store-closed', StoreClosedError],
])
