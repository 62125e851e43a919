/** The value at a path of a stored object; `undefined` where any part of it is absent. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, field) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[field] : undefined,
    value,
  )
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

/** A number at a path; 0 where it is absent, as the API leaves zeros out. */
export function countAt(value: unknown, ...path: readonly string[]): number {
  const found = at(value, ...path)
  return typeof found === 'number' ? found : 0
}

/** A text at a path; `kubectl` prints `<none>` where it is absent. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path)
  return found === undefined || found === null || found === '' ? NONE : String(found)
}

export const NONE = '<none>'

/** Joined by commas, of more than `most` the rest as a number; `<none>` for an empty list. */
export function joined(values: readonly unknown[], most = Number.POSITIVE_INFINITY): string {
  if (values.length === 0) return NONE
  const shown = values.slice(0, most).join(',')
  return values.length > most ? `${shown} + ${values.length - most} more...` : shown
}

/** `app=web,tier=front`. */
export function pairs(value: unknown): string {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return joined(entries.map(([key, text]) => `${key}=${text}`))
}
