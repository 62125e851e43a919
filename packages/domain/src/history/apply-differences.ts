import { assert } from '../assert.ts'
import { BrokenInvariantError } from '../errors.ts'
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
  return new Edit(before, new Set()).apply(differences)
}

/**
 * The same for an object that is the caller's alone, fresh from its JSON: nothing of it is copied, it is written into. What
 * differences bring becomes part of it, and may be written into by those behind them.
 */
export function applyDifferencesInPlace(
  object: KubernetesObject | undefined,
  differences: readonly Difference[],
): KubernetesObject | undefined {
  return new Edit(object, undefined).apply(differences)
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

const NO_STEPS: readonly string[] = []

/** Edits of one object; each part is copied before its first edit, never twice. */
class Edit {
  #object: KubernetesObject | undefined
  /** What is ours to write into; absent: everything. */
  readonly #copies: Set<unknown> | undefined
  /** The difference that is being written. */
  #path = ''
  #steps = NO_STEPS
  #value: unknown

  constructor(object: KubernetesObject | undefined, copies: Set<unknown> | undefined) {
    this.#object = object
    this.#copies = copies
  }

  apply(differences: readonly Difference[]): KubernetesObject | undefined {
    for (const { path, after } of differences) {
      if (path === '') this.#object = after as KubernetesObject | undefined
      else this.#write(path, after)
    }
    return this.#object
  }

  #write(path: string, value: unknown): void {
    assert(this.#object, () => `There is no object to change ${path} of`)
    this.#path = path
    this.#steps = stepsOf(path)
    this.#value = value
    this.#object = this.#written(this.#object, shapeOf(this.#object.kind), 0) as KubernetesObject
  }

  #written(container: unknown, shape: Shape | undefined, depth: number): unknown {
    if (isRecord(container)) return this.#writtenRecord(container, shape, depth)
    if (isList(container)) return this.#writtenList(container, shape, depth)
    throw new BrokenInvariantError(`${this.#path} leads through a plain value`)
  }

  #writtenRecord(record: JsonRecord, shape: Shape | undefined, depth: number): JsonRecord {
    const field = this.#stepAt(depth)
    const value = this.#isLast(depth) ? this.#value : this.#written(record[field], shape?.members.get(field), depth + 1)
    if (value === undefined) return this.#copied(withoutField(record, field))
    if (Object.hasOwn(record, field) || comesLast(record, field)) return this.#assigned(record, field, value)
    return this.#copied(withField(record, field, value))
  }

  #writtenList(list: readonly unknown[], shape: Shape | undefined, depth: number): readonly unknown[] {
    const { index, isFound } = placeOf(list, shape?.list, { key: this.#stepAt(depth), root: this.#object })
    const isLast = this.#isLast(depth)
    if (!isFound && !(isLast && this.#value !== undefined)) {
      throw new BrokenInvariantError(`${this.#path} leads to no element`)
    }
    const value = isLast ? this.#value : this.#written(list[index], shape?.element, depth + 1)
    const copy = this.#isOwn(list) ? (list as unknown[]) : this.#copied([...list])
    if (isFound && value !== undefined) copy[index] = value
    else if (isFound) copy.splice(index, 1)
    else copy.splice(index, 0, value)
    return copy
  }

  #assigned(record: JsonRecord, field: string, value: unknown): JsonRecord {
    const copy = this.#isOwn(record) ? (record as Record<string, unknown>) : this.#copied({ ...record })
    copy[field] = value
    return copy
  }

  #isOwn(part: unknown): boolean {
    return this.#copies === undefined || this.#copies.has(part)
  }

  #copied<Value>(copy: Value): Value {
    this.#copies?.add(copy)
    return copy
  }

  #isLast(depth: number): boolean {
    return depth === this.#steps.length - 1
  }

  #stepAt(depth: number): string {
    const step = this.#steps[depth]
    if (step === undefined) throw new BrokenInvariantError(`${this.#path} ends too early`)
    return step
  }
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
  const rest: Record<string, unknown> = {}
  for (const other in record) if (other !== field) rest[other] = record[other]
  return rest
}

/** Members in ascending order, as every kept object has them. */
function withField(record: JsonRecord, field: string, value: unknown): JsonRecord {
  const names = [...Object.keys(record), field].sort()
  const sorted: Record<string, unknown> = {}
  for (const name of names) sorted[name] = name === field ? value : record[name]
  return sorted
}
