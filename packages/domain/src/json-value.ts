/** What a JSON object is once parsed. */
export type JsonRecord = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** Whether two JSON values say the same; the order of an object's members does not count. Allocates nothing. */
export function isEqualJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (isRecord(a)) return isRecord(b) && areEqualRecords(a, b)
  return isList(a) && isList(b) && areEqualLists(a, b)
}

function areEqualRecords(a: JsonRecord, b: JsonRecord): boolean {
  let surplus = 0
  for (const key in a) {
    const own = a[key]
    const other = b[key]
    if (own !== other && !isEqualJson(own, other)) return false
    if (own === undefined && !Object.hasOwn(b, key)) return false
    surplus++
  }
  for (const _ in b) surplus--
  return surplus === 0
}

function areEqualLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) if (!isEqualJson(a[index], b[index])) return false
  return true
}
