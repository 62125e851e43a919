/**
 * Objects in the store are frozen, and successive versions of one object share what did not change:
 * a status heartbeat of a Pod costs a status, not a Pod, and an equal write is seen as the same reference.
 */

/** A deep copy that may be written to. JSON values only, without a field `__proto__`. */
export function copyForWriting<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyForWriting) as T
  const copy: Record<string, unknown> = {}
  for (const key in value) copy[key] = copyForWriting(value[key])
  return copy as T
}

/**
 * `after`, with every part that equals the same part of `before` replaced by that part itself;
 * `before` when nothing differs. Fields that are `undefined` do not exist, as in JSON.
 */
export function keepUnchanged<T>(before: T, after: T): T {
  if (Object.is(before, after)) return before
  if (Array.isArray(before) && Array.isArray(after)) return keepUnchangedItems(before, after) as T
  if (!isRecord(before) || !isRecord(after)) return after
  return keepUnchangedFields(before, after) as T
}

function keepUnchangedItems(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const kept = after.map((item, index) => keepUnchanged(before[index], item))
  const isSame = before.length === after.length && kept.every((item, index) => Object.is(item, before[index]))
  return isSame ? before : kept
}

function keepUnchangedFields(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  let isSame = true
  let fields = 0
  for (const key in after) {
    if (after[key] === undefined) continue
    fields++
    kept[key] = keepUnchanged(before[key], after[key])
    if (!Object.is(kept[key], before[key])) isSame = false
  }
  for (const key in before) if (before[key] !== undefined) fields--
  return isSame && fields === 0 ? before : kept
}

/** Freeze a JSON value to its leaves. Parts already frozen are trusted to be frozen throughout. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const key in value) deepFreeze(value[key])
  return value
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
