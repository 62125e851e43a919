import { type ReadFilter, readFilter, type Term as TermOf } from '../../../frame/filter/read-filter.ts'

/** What can be asked about; anything else is a word. */
export const FILTER_KEYS = [
  'state',
  'kind',
  'health',
  'namespace',
  'host',
  'path',
  'port',
  'ip',
  'pod',
  'node',
  'label',
  'revision',
  'changed',
  'finding',
  'rule',
] as const
export type FilterKey = (typeof FILTER_KEYS)[number]

const FILTER_STATES = ['bad', 'ready', 'unready', 'draining', 'missing', 'unknown', 'zero'] as const
export type FilterState = (typeof FILTER_STATES)[number]

const FILTER_FINDINGS = ['any', 'critical', 'error', 'warning'] as const

const FILTER_HEALTHS = ['ok', 'warning', 'error', 'unknown'] as const

/** Keys whose values are known. */
export const FILTER_VALUES: Partial<Record<FilterKey, readonly string[]>> = {
  state: FILTER_STATES,
  finding: FILTER_FINDINGS,
  health: FILTER_HEALTHS,
}

export type Term = TermOf<FilterKey>
export type Filter = ReadFilter<FilterKey>

/** Read the map's filter. */
export function parseFilter(text: string): Filter {
  return readFilter(text, { keys: FILTER_KEYS, values: FILTER_VALUES, time: 'changed', label: 'label' })
}
