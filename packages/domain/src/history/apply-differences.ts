import { assert } from '../assert.ts'
import { isList, isRecord, type JsonRecord } from '../json-value.ts'
import type { KubernetesObject } from '../kubernetes/metadata.ts'
import type { Difference } from './difference.ts'
import { stepsOf } from './field-path.ts'
import { type ListRule, type Shape, shapeOf } from './list-rules.ts'

/**
 * The object after its differences: `applyDifferences(a, differences(kind, a, b))` says exactly what `b` says, members in
 * the same order. What did not change is shared with `before`, which stays as it was.
 *
 * @param before `undefined` where the first difference brings the whole object
 * @returns `undefined` where a difference takes the whole object away
 * @throws {BrokenInvariantError} a path leads nowhere: the differences are not of this object
 */
export function applyDifferences(
  before: KubernetesObject | undefined,
  differences: readonly Difference[],
): KubernetesObject | undefined {
  let edit = new Edit(before)
  for (const { path, after } of differences) {
    if (path === '') edit = new Edit(after as KubernetesObject | undefined)
    else edit.write(path, after)
  }
  return edit.object
}

/**
 * The object before its differences: the exact inverse of `applyDifferences`.
 *
 * @throws {BrokenInvariantError} a path leads nowhere: the differences are not of this object
 */
export function revertDifferences(
  after: KubernetesObject | undefined,
  differences: readonly Difference[],
): KubernetesObject | undefined {
  return applyDifferences(after, differences.toReversed().map(inverse))
}

function inverse({ path, before, after }: Difference): Difference {
  return { path, before: after, after: before }
}

/** Edits of one object; each part is copied before its first edit, never twice. */
class Edit {
  object: KubernetesObject | undefined
  readonly #copies = new Set<unknown>()

  constructor(object: KubernetesObject | undefined) {
    this.object = object
  }

  write(path: string, value: unknown): void {
    assert(this.object, () => `There is no object to change ${path} of`)
    const target = { path, steps: stepsOf(path), value }
    this.object = this.#written(this.object, shapeOf(this.object.kind), { ...target, depth: 0 }) as KubernetesObject
  }

  #written(container: unknown, shape: Shape | undefined, target: Target): unknown {
    if (isRecord(container)) return this.#writtenRecord(container, shape, target)
    assert(isList(container), () => `${target.path} leads through a plain value`)
    return this.#writtenList(container, shape, target)
  }

  #writtenRecord(record: JsonRecord, shape: Shape | undefined, target: Target): JsonRecord {
    const field = stepOf(target)
    const value = isLast(target)
      ? target.value
      : this.#written(record[field], shape?.members.get(field), deeper(target))
    if (value === undefined) return this.#copied(withoutField(record, field))
    if (Object.hasOwn(record, field) || comesLast(record, field)) return this.#assigned(record, field, value)
    return this.#copied(sortedRecord({ ...record, [field]: value }))
  }

  #writtenList(list: readonly unknown[], shape: Shape | undefined, target: Target): readonly unknown[] {
    const { index, isFound } = placeOf(list, shape?.list, { key: stepOf(target), root: this.object })
    assert(isFound || (isLast(target) && target.value !== undefined), () => `${target.path} leads to no element`)
    const value = isLast(target) ? target.value : this.#written(list[index], shape?.element, deeper(target))
    const copy = this.#copies.has(list) ? (list as unknown[]) : this.#copied([...list])
    if (value === undefined) copy.splice(index, 1)
    else copy.splice(index, isFound ? 1 : 0, value)
    return copy
  }

  #assigned(record: JsonRecord, field: string, value: unknown): JsonRecord {
    const copy = this.#copies.has(record) ? (record as Record<string, unknown>) : this.#copied({ ...record })
    copy[field] = value
    return copy
  }

  #copied<Value>(copy: Value): Value {
    this.#copies.add(copy)
    return copy
  }
}

interface Target {
  readonly path: string
  readonly steps: readonly string[]
  readonly depth: number
  /** `undefined` takes away what is there. */
  readonly value: unknown
}

const deeper = (target: Target): Target => ({ ...target, depth: target.depth + 1 })
const isLast = (target: Target): boolean => target.depth === target.steps.length - 1

function stepOf(target: Target): string {
  const step = target.steps[target.depth]
  assert(step !== undefined, () => `${target.path} ends too early`)
  return step
}

/** Where an element is, or where it belongs. */
function placeOf(
  list: readonly unknown[],
  rule: ListRule | undefined,
  { key, root }: { readonly key: string; readonly root: unknown },
): { readonly index: number; readonly isFound: boolean } {
  if (rule === undefined) return { index: Number(key), isFound: Number(key) < list.length }
  const keyOf = (element: unknown) => rule.keyOf(element, root) ?? ''
  const index = rule.isSorted ? firstAtLeast(list, key, keyOf) : list.findIndex((element) => keyOf(element) === key)
  return { index, isFound: index >= 0 && index < list.length && keyOf(list[index]) === key }
}

/** Index of the first element whose key is not below; the length where all are. */
function firstAtLeast(list: readonly unknown[], key: string, keyOf: (element: unknown) => string): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (keyOf(list[middle]) < key) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a new member can be appended and the members still are in order. */
function comesLast(record: JsonRecord, field: string): boolean {
  for (const other in record) if (other > field) return false
  return true
}

function withoutField(record: JsonRecord, field: string): JsonRecord {
  const { [field]: _, ...rest } = record
  return rest
}

/** Members in ascending order, as every kept object has them. */
function sortedRecord(record: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
