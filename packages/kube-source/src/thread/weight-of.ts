/** Characters of what stands between the values of JSON: quotes, a comma, a colon. */
const AROUND = 3
/** Of a number, `true`, `false` or `null`. */
const PLAIN = 5

/** About how many characters a value has as JSON, in a fraction of the time that writing them takes; 0 for `undefined`. */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return value.length + AROUND
  if (value === undefined) return 0
  if (typeof value !== 'object' || value === null) return PLAIN
  let weight = AROUND
  if (Array.isArray(value)) {
    for (const element of value) weight += weightOf(element)
    return weight
  }
  for (const key in value) weight += key.length + AROUND + weightOf((value as Readonly<Record<string, unknown>>)[key])
  return weight
}
