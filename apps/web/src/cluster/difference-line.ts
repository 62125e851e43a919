import type { RecordedChange } from '@portolan/contract'

/** One difference as a line has room for: the end of its path, and short values. */
export interface DifferenceLine {
  readonly path: string
  /** Absent where the field appeared. */
  readonly before?: string
  /** Absent where the field went. */
  readonly after?: string
  /** How many other differences the change has. */
  readonly more: number
}

const VALUE_LIMIT = 48
const PATH_PARTS = 3

/**
 * What a line of the log says: the first difference that is about the object's meaning, else the first.
 * `undefined` where the change is the whole object coming or going.
 */
export function differenceLine({ differences }: Pick<RecordedChange, 'differences'>): DifferenceLine | undefined {
  const inner = differences.filter(({ path }) => path !== '')
  const chosen = inner.find(({ path }) => !path.startsWith('metadata.')) ?? inner[0]
  if (!chosen) return undefined
  return {
    path: shortPath(chosen.path),
    ...('before' in chosen && { before: shortValue(chosen.before) }),
    ...('after' in chosen && { after: shortValue(chosen.after) }),
    more: inner.length - 1,
  }
}

/** `status.conditions[Ready].status` stays; `spec.template.spec.containers[web].image` → `…spec.containers[web].image` */
function shortPath(path: string): string {
  const parts = splitPath(path)
  return parts.length <= PATH_PARTS + 1 ? path : `…${parts.slice(-PATH_PARTS).join('.')}`
}

/** Dots inside brackets belong to a name. */
function splitPath(path: string): string[] {
  return path.split(/\.(?![^[]*\])/)
}

function shortValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (text === undefined) return ''
  return text.length <= VALUE_LIMIT ? text : `${text.slice(0, VALUE_LIMIT - 1)}…`
}

/** A value as the page of one change shows it: text as it is, the rest as indented JSON. */
export function longValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
