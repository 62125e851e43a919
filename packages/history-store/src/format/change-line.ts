import type { ChangeType, RecordedChange } from '@portolan/domain'
import { StoreMismatchError } from '../errors.ts'

/**
 * The one line of JSON that a block keeps of a change: the whole object where it was added, its differences where it was
 * modified, nothing where it was deleted.
 *
 * @throws {StoreMismatchError} an addition is not one whole object, or a deletion has differences
 */
export function lineOf({ change, differences, seq }: RecordedChange): string {
  if (change === 'modified') return JSON.stringify(differences)
  const [first, ...rest] = differences
  if (change === 'deleted') {
    if (first !== undefined) throw new StoreMismatchError(`Change ${seq} deletes an object and has differences.`)
    return ''
  }
  if (first?.path !== '' || first.before !== undefined || first.after === undefined || rest.length > 0) {
    throw new StoreMismatchError(`Change ${seq} adds an object, but its difference is not that object.`)
  }
  return JSON.stringify(first.after)
}

/** The differences of a change as JSON, from its line. */
export function differencesJson(change: ChangeType, line: string): string {
  switch (change) {
    case 'added':
      return `[{"path":"","after":${line}}]`
    case 'modified':
      return line
    case 'deleted':
      return '[]'
  }
}
