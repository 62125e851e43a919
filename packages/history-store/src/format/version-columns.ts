/** A `resourceVersion` as two columns: a number where that loses nothing, which takes half the room, else its text. */
export type VersionColumns = readonly [number: number | null, text: string | null]

const PLAIN = /^[1-9][0-9]{0,14}$/

/** A whole number without leading zeros is kept as one, which takes less room; anything else as it is. */
export function versionToColumns(resourceVersion: string): VersionColumns {
  return PLAIN.test(resourceVersion) ? [Number(resourceVersion), null] : [null, resourceVersion]
}

/** The inverse of `versionToColumns`. */
export function versionFromColumns([number, text]: VersionColumns): string {
  return text ?? String(number)
}
