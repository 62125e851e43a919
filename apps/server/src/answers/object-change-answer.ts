import type { ObjectChange } from '@portolan/contract'
import { type Difference, isEqualJson, nginxReload, type RecordedChange } from '@portolan/domain'
import { changeAnswer } from './change-answer.ts'
import { fieldDifferences } from './field-differences.ts'

/**
 * A change as the history of its object tells it: to be read, not to be applied.
 *
 * Where an element of a list was renamed the log holds the whole list, before and after; here it is told field by field, by
 * index: `spec.ports[0].name: http → web`. A list that became longer or shorter, or whose elements moved, is told as a whole.
 */
export function objectChangeAnswer(change: RecordedChange): ObjectChange {
  const answer = changeAnswer(change)
  const reload = nginxReload(change)
  return { ...answer, ...(reload && { reload }), differences: answer.differences.flatMap(fieldByField) }
}

function fieldByField(difference: Difference): Difference[] {
  const { path, before, after } = difference
  if (path === '' || !Array.isArray(before) || !Array.isArray(after) || haveMoved(before, after)) return [difference]
  return fieldDifferences(before, after).map((inner) => ({ ...inner, path: `${path}${inner.path}` }))
}

/** An element, or one of its name, is found at another index. */
function haveMoved(before: readonly unknown[], after: readonly unknown[]): boolean {
  return after.some((element, index) =>
    before.some((other, place) => place !== index && (isEqualJson(element, other) || isSameName(element, other))),
  )
}

function isSameName(a: unknown, b: unknown): boolean {
  const name = nameOf(a)
  return name !== undefined && name === nameOf(b)
}

function nameOf(element: unknown): unknown {
  return typeof element === 'object' && element !== null && 'name' in element ? element.name : undefined
}
