import type { RecordedChange } from '@portolan/contract'

/** What happened to one object lately. */
export interface ObjectLately {
  readonly key: string
  readonly newest: RecordedChange
  readonly count: number
}

/**
 * The objects that changed last, newest first, each once.
 *
 * @param changes newest first; what was there when Portolan first looked did not change and is left out
 */
export function changedLately(changes: readonly RecordedChange[], limit: number): ObjectLately[] {
  const byObject = new Map<string, { newest: RecordedChange; count: number }>()
  for (const change of changes) {
    if (change.evidence === 'initial') continue
    const key = `${change.kind}/${change.namespace ?? '-'}/${change.name}`
    const known = byObject.get(key)
    if (known) known.count += 1
    else byObject.set(key, { newest: change, count: 1 })
  }
  return [...byObject].slice(0, limit).map(([key, lately]) => ({ key, ...lately }))
}
