import type { RecordedChange } from '@portolan/contract'

/** The list as the reader sees it. */
export interface LogRows {
  readonly rows: readonly RecordedChange[]
  /** Changes that came while the reader was looking further down; they join when the reader goes up. */
  readonly waiting: number
}

/**
 * Newest first: what the stream brought, then what was read from below its floor.
 *
 * @param heldAt the `seq` of the top row when the reader left the top; absent while at the top
 */
export function logRows(
  live: readonly RecordedChange[],
  older: readonly RecordedChange[],
  heldAt: number | undefined,
): LogRows {
  const firstShown = heldAt === undefined ? 0 : live.findIndex(({ seq }) => seq <= heldAt)
  const waiting = firstShown === -1 ? live.length : firstShown
  return { rows: [...live.slice(waiting), ...older], waiting }
}

/** The changes in which every word occurs: in kind, namespace, name, a path or a value. */
export function findInLog(rows: readonly RecordedChange[], q: string): readonly RecordedChange[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((change) => {
    const text = textOf(change)
    return words.every((word) => text.includes(word))
  })
}

const texts = new WeakMap<RecordedChange, string>()

function textOf(change: RecordedChange): string {
  const known = texts.get(change)
  if (known !== undefined) return known
  const { kind, namespace, name, differences } = change
  const text = `${kind}/${namespace ?? '-'}/${name} ${JSON.stringify(differences)}`.toLowerCase()
  texts.set(change, text)
  return text
}
