import { isEqualJson, isList, isRecord, type JsonRecord } from '../json-value.ts'
import type { KubernetesObject } from '../kubernetes/metadata.ts'
import type { WatchedKind } from '../kubernetes/resources.ts'
import type { Difference } from './difference.ts'
import { elementPath, fieldPath } from './field-path.ts'
import { type ListRule, type Shape, shapeOf } from './list-rules.ts'

/** A list longer than this on both sides is not searched for moved elements; it becomes one difference. */
const LONGEST_SEARCHED_LIST = 64

const NONE: readonly Difference[] = Object.freeze([])

/**
 * What changed from one version of an object to the next, in an order in which it can be applied one by one.
 *
 * A subtree that appears or disappears is one difference. Elements of lists go by their key where the list has keys, else by
 * index; a list whose elements moved is one difference. Values are shared with the objects, not copied.
 *
 * @param before `undefined` for an object that was not there: one difference at the root
 * @returns empty when both say the same
 */
export function differences(
  kind: WatchedKind,
  before: KubernetesObject | undefined,
  after: KubernetesObject,
): readonly Difference[] {
  if (before === undefined) return [{ path: '', after }]
  if (before === after) return NONE
  const comparison = new Comparison(before, after)
  comparison.compareRoots(shapeOf(kind))
  return comparison.found
}

/** Where in the objects: the path for people, the shape for the lists below it. */
interface Place {
  readonly path: string
  readonly shape: Shape | undefined
}

class Comparison {
  readonly found: Difference[] = []
  readonly #before: KubernetesObject
  readonly #after: KubernetesObject

  constructor(before: KubernetesObject, after: KubernetesObject) {
    this.#before = before
    this.#after = after
  }

  /** Keys of elements may depend on the root; where that part differs, nothing below can be matched. */
  compareRoots(shape: Shape): void {
    const before = this.#before as KubernetesObject & JsonRecord
    const after = this.#after as KubernetesObject & JsonRecord
    const isOneFrame = ['kind', 'apiVersion', 'addressType'].every((field) => before[field] === after[field])
    if (isOneFrame) this.#compareRecords({ path: '', shape }, before, after)
    else this.found.push({ path: '', before: this.#before, after: this.#after })
  }

  /** Two values that do not say the same. */
  #compare(place: Place, before: unknown, after: unknown): void {
    if (isRecord(before) && isRecord(after)) this.#compareRecords(place, before, after)
    else if (isList(before) && isList(after)) this.#compareLists(place, before, after)
    else this.found.push({ path: place.path, before, after })
  }

  #compareRecords({ path, shape }: Place, before: JsonRecord, after: JsonRecord): void {
    for (const field in before) {
      const isThere = Object.hasOwn(after, field)
      if (isThere && isEqualJson(before[field], after[field])) continue
      const place = { path: fieldPath(path, field), shape: shape?.members.get(field) }
      if (isThere) this.#compare(place, before[field], after[field])
      else this.found.push({ path: place.path, before: before[field] })
    }
    for (const field in after) {
      if (!Object.hasOwn(before, field)) this.found.push({ path: fieldPath(path, field), after: after[field] })
    }
  }

  #compareLists(place: Place, before: readonly unknown[], after: readonly unknown[]): void {
    const rule = place.shape?.list
    if (rule === undefined) this.#compareByIndex(place, before, after)
    else this.#compareByRule({ ...place, rule }, before, after)
  }

  #compareByRule(place: Place & { rule: ListRule }, before: readonly unknown[], after: readonly unknown[]): void {
    const { rule } = place
    const keysBefore = distinctKeys(before, rule, this.#before)
    const keysAfter = distinctKeys(after, rule, this.#after)
    if (keysBefore === undefined || keysAfter === undefined) this.found.push({ path: place.path, before, after })
    else if (isEqualJson(keysBefore, keysAfter)) this.#compareInPlace(place, keysBefore, { before, after })
    else if (!rule.isSorted) this.found.push({ path: place.path, before, after })
    else this.#compareByKey(place, keyed(before, keysBefore), keyed(after, keysAfter))
  }

  /** None came and none went. */
  #compareInPlace(
    { path, shape }: Place,
    keys: readonly string[],
    { before, after }: { readonly before: readonly unknown[]; readonly after: readonly unknown[] },
  ): void {
    for (const [index, key] of keys.entries()) {
      if (isEqualJson(before[index], after[index])) continue
      this.#compare({ path: elementPath(path, key), shape: shape?.element }, before[index], after[index])
    }
  }

  #compareByKey(
    { path, shape }: Place,
    before: ReadonlyMap<string, unknown>,
    after: ReadonlyMap<string, unknown>,
  ): void {
    for (const [key, element] of before) {
      if (isEqualJson(element, after.get(key))) continue
      const place = { path: elementPath(path, key), shape: shape?.element }
      if (after.has(key)) this.#compare(place, element, after.get(key))
      else this.found.push({ path: place.path, before: element })
    }
    for (const [key, element] of after) {
      if (!before.has(key)) this.found.push({ path: elementPath(path, key), after: element })
    }
  }

  /** Elements at one index are compared; the rest is appended front to back, or taken away back to front. */
  #compareByIndex({ path, shape }: Place, before: readonly unknown[], after: readonly unknown[]): void {
    if (isReordered(before, after)) {
      this.found.push({ path, before, after })
      return
    }
    const common = Math.min(before.length, after.length)
    for (let index = 0; index < common; index++) {
      if (isEqualJson(before[index], after[index])) continue
      this.#compare({ path: elementPath(path, index), shape: shape?.element }, before[index], after[index])
    }
    for (let index = common; index < after.length; index++) {
      this.found.push({ path: elementPath(path, index), after: after[index] })
    }
    for (let index = before.length - 1; index >= common; index--) {
      this.found.push({ path: elementPath(path, index), before: before[index] })
    }
  }
}

/** The keys of all elements; `undefined` where one has none, two have the same, or a sorted list is not sorted. */
function distinctKeys(list: readonly unknown[], rule: ListRule, root: unknown): readonly string[] | undefined {
  const keys: string[] = []
  for (const element of list) {
    const key = rule.keyOf(element, root)
    const last = keys.at(-1)
    if (key === undefined || (rule.isSorted && last !== undefined && key <= last)) return undefined
    keys.push(key)
  }
  return rule.isSorted || new Set(keys).size === keys.length ? keys : undefined
}

function keyed(list: readonly unknown[], keys: readonly string[]): Map<string, unknown> {
  return new Map(list.map((element, index) => [keys[index] ?? '', element]))
}

/** Lists of plain values are read as a whole; in others an element that turns up at another index has moved. */
function isReordered(before: readonly unknown[], after: readonly unknown[]): boolean {
  if (!before.every(isRecord) || !after.every(isRecord)) return true
  if (Math.max(before.length, after.length) > LONGEST_SEARCHED_LIST) return before.length !== after.length
  return after.some(
    (element, index) => !isEqualJson(element, before[index]) && before.some((other) => isEqualJson(element, other)),
  )
}
