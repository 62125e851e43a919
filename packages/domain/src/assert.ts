import { BrokenInvariantError } from './errors.ts'

/**
 * State what cannot be otherwise.
 *
 * @param message a function where the text costs something to make
 * @throws {BrokenInvariantError} it is otherwise
 */
export function assert(claim: unknown, message: string | (() => string)): asserts claim {
  if (!claim) throw new BrokenInvariantError(typeof message === 'string' ? message : message())
}
