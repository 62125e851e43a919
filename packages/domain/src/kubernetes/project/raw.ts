/** A JSON object as the API sent it. The API server has validated it; here it is only never trusted to be there. */
export type Raw = Readonly<Record<string, unknown>>

export const NO_MEMBERS: Readonly<Record<string, never>> = Object.freeze({})
export const NO_ELEMENTS: readonly never[] = Object.freeze([])

/** The object, or an empty one. */
export function record(value: unknown): Raw {
  return optionalRecord(value) ?? NO_MEMBERS
}

export function optionalRecord(value: unknown): Raw | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : undefined
}

/** The text; absent, null and empty are one (rule C.1.2). `Text` names the values that the API server's validation leaves. */
export function text<Text extends string = string>(value: unknown): Text | undefined {
  return typeof value === 'string' && value !== '' ? (value as Text) : undefined
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** A counter: Go leaves zeros out. */
export function count(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

/** A number of which 0 says the same as absence. */
export function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined
}

/** `intstr.IntOrString`: a port by number or name, a budget by number or percentage. */
export function numberOrText(value: unknown): number | string | undefined {
  return number(value) ?? text(value)
}

/** Each element of a list, projected; one shared empty list where there is none. */
export function each<Element>(value: unknown, project: (element: Raw) => Element): readonly Element[] {
  if (!Array.isArray(value) || value.length === 0) return NO_ELEMENTS
  return value.map((element) => project(record(element)))
}

/** `each`, then sorted by key, since the API promises no order. */
export function eachSorted<Element>(
  value: unknown,
  project: (element: Raw) => Element,
  keyOf: (element: Element) => string,
): readonly Element[] {
  return sortedBy(each(value, project), keyOf)
}

/** Ascending by key; the very same list where it is in order already. */
export function sortedBy<Element>(list: readonly Element[], keyOf: (element: Element) => string): readonly Element[] {
  for (let index = 1; index < list.length; index++) {
    if (keyOf(list[index] as Element) < keyOf(list[index - 1] as Element)) {
      return list.toSorted((a, b) => compareTexts(keyOf(a), keyOf(b)))
    }
  }
  return list
}

/** Order of UTF-16 units: the same everywhere, whatever the locale. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

export function texts<Text extends string = string>(value: unknown): readonly Text[] {
  if (!Array.isArray(value) || value.length === 0) return NO_ELEMENTS
  return value.filter((element): element is Text => typeof element === 'string')
}

export function sortedTexts<Text extends string = string>(value: unknown): readonly Text[] {
  return sortedBy(texts<Text>(value), String)
}

/** A map of texts with its names in ascending order; one shared empty map where there is none. */
export function textMap(value: unknown): Readonly<Record<string, string>> {
  const map = optionalRecord(value)
  if (map === undefined) return NO_MEMBERS
  let last = ''
  let isSorted = true
  for (const name in map) {
    if (name < last || typeof map[name] !== 'string') isSorted = false
    last = name
  }
  if (last === '') return NO_MEMBERS
  return isSorted ? (map as Record<string, string>) : sortedTextMap(map)
}

function sortedTextMap(map: Raw): Readonly<Record<string, string>> {
  const sorted: Record<string, string> = {}
  for (const name of Object.keys(map).sort()) {
    const value = map[name]
    if (typeof value === 'string') sorted[name] = value
  }
  return sorted
}

type OptionalMember<T> = { [Name in keyof T]-?: Record<never, never> extends Pick<T, Name> ? Name : never }[keyof T]

/** Every member of `T` named, so that none is forgotten; what may be absent may be `undefined`. */
type Named<T> = { readonly [Name in Exclude<keyof T, OptionalMember<T>>]: T[Name] } & {
  readonly [Name in OptionalMember<T>]: T[Name] | undefined
}

/**
 * The object with the members that are there.
 *
 * Name them in ascending order: every kept object has its members so, which makes `JSON.stringify` of it canonical.
 */
export function kept<T extends object>(members: Named<T>): T {
  const all = members as Readonly<Record<string, unknown>>
  for (const name in all) if (all[name] === undefined) return withoutUndefined(all) as T
  return all as T
}

function withoutUndefined(members: Readonly<Record<string, unknown>>): object {
  const present: Record<string, unknown> = {}
  for (const name in members) if (members[name] !== undefined) present[name] = members[name]
  return present
}
