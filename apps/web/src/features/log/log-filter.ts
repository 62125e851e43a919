import type { RecordedChange } from '@portolan/contract'
import { type ReadFilter, readFilter, type Term } from '../../frame/filter/read-filter.ts'

/** What can be asked about changes; anything else is a word. */
const LOG_KEYS = ['kind', 'namespace', 'name', 'field', 'change', 'evidence', 'writer'] as const
type LogKey = (typeof LOG_KEYS)[number]
type LogTerms = ReadFilter<LogKey>

const VALUES = { change: ['added', 'modified', 'deleted'], evidence: ['watched', 'listed', 'initial'] } as const

/** Read what is looked for in the log, in the grammar of the map's filter. */
export function parseLogFilter(text: string): LogTerms {
  return readFilter<LogKey>(text, { keys: LOG_KEYS, values: VALUES, hasColonWords: true })
}

/** The changes for which every part of the filter holds. */
export function findInLog(rows: readonly RecordedChange[], q: string): readonly RecordedChange[] {
  const { terms } = parseLogFilter(q)
  if (terms.length === 0) return rows
  return rows.filter((change) => terms.every((term) => holds(change, term) !== term.isInverted))
}

function holds(change: RecordedChange, { key, values }: Term<LogKey>): boolean {
  switch (key) {
    case undefined:
      return values.some((value) => textOf(change).includes(value))
    case 'kind':
      return values.includes(change.kind.toLowerCase())
    case 'namespace':
      return values.includes(change.namespace ?? '-')
    case 'name':
      return values.some((value) => change.name.toLowerCase().includes(value))
    case 'field':
      return change.differences.some(({ path }) => values.some((value) => isAt(path.toLowerCase(), value)))
    case 'change':
      return values.includes(change.change)
    case 'evidence':
      return values.includes(change.evidence)
    case 'writer':
      return values.some((value) => change.writer?.manager.toLowerCase().includes(value) ?? false)
  }
}

/** Where a part of the path begins like the field: `spec`, `spec.replicas` and `replicas` all find `spec.replicas`. */
function isAt(path: string, field: string): boolean {
  return path.startsWith(field) || path.includes(`.${field}`)
}

const texts = new WeakMap<RecordedChange, string>()

/** Kind, namespace, name, paths and values. */
function textOf(change: RecordedChange): string {
  const known = texts.get(change)
  if (known !== undefined) return known
  const { kind, namespace, name, differences } = change
  const text = `${kind}/${namespace ?? '-'}/${name} ${JSON.stringify(differences)}`.toLowerCase()
  texts.set(change, text)
  return text
}
