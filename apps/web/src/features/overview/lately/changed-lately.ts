import type { RecordedChange } from '@portolan/contract'

/** Changes of one object this close to its newest one are told together. */
const TOGETHER_MS = 60_000

/** What happened to one object lately. */
export interface ObjectLately {
  readonly key: string
  readonly newest: RecordedChange
  /** What is told of it together, newest first; `newest` is among them. */
  readonly changes: readonly RecordedChange[]
}

/**
 * The objects that changed last, newest first, each once.
 *
 * @param changes newest first; what was there when Portolan first looked did not change and is left out
 */
export function changedLately(changes: readonly RecordedChange[], limit: number): ObjectLately[] {
  const byObject = new Map<string, RecordedChange[]>()
  for (const change of changes) {
    if (change.evidence === 'initial') continue
    const key = `${change.kind}/${change.namespace ?? '-'}/${change.name}`
    const known = byObject.get(key)
    if (!known) byObject.set(key, [change])
    else if (isTogether(known[0], change)) known.push(change)
  }
  return [...byObject].slice(0, limit).flatMap(([key, told]) => {
    const [newest] = told
    return newest ? [{ key, newest, changes: told }] : []
  })
}

/** Of the same object, by identity: one that was made anew is another. */
function isTogether(newest: RecordedChange | undefined, other: RecordedChange): boolean {
  if (newest === undefined || newest.uid !== other.uid) return false
  return Date.parse(newest.observedAt) - Date.parse(other.observedAt) <= TOGETHER_MS
}
