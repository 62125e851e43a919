import { type Difference, elementPath, fieldPath, isEqualJson } from '@portolan/domain'

type Fields = Readonly<Record<string, unknown>>

/**
 * The fields in which two answers of one shape differ, in the order of the shape, with the paths of the log's own
 * differences: `facts.endpoints.ready`. Elements of lists go by index; a list that became longer or shorter, or is one of
 * plain values, differs as a whole.
 */
export function fieldDifferences(before: object, after: object): Difference[] {
  return [...differencesAt('', before, after)]
}

function* differencesAt(path: string, before: unknown, after: unknown): Generator<Difference> {
  if (isEqualJson(before, after)) return
  const elements = elementPairs(before, after)
  if (isFields(before) && isFields(after)) {
    for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* differencesAt(fieldPath(path, field), before[field], after[field])
    }
  } else if (elements !== undefined) {
    for (const [index, pair] of elements.entries()) yield* differencesAt(elementPath(path, index), ...pair)
  } else {
    yield { path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
  }
}

/** `undefined` for lists that cannot be told element by element. */
function elementPairs(before: unknown, after: unknown): readonly (readonly [unknown, unknown])[] | undefined {
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined
  if (before.length !== after.length || !before.every(isFields)) return undefined
  return before.map((element, index) => [element, after[index]])
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
