import type { GivenValue } from './setting-values.ts'

/** The last one given counts, as in every command line; `undefined` where none is. */
export function lastGiven<Value>(given: readonly GivenValue[], parse: (value: GivenValue) => Value): Value | undefined {
  const last = given.at(-1)
  return last === undefined ? undefined : parse(last)
}

/** A member that is left out where it has no value. */
export function optional<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value })
}
