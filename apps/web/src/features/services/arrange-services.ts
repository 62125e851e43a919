import type { ServiceRow } from '@portolan/contract'
import { SERVICE_STATES, type ServiceState, serviceState } from '../../cluster/service-state.ts'

export const SORTABLE = ['name', 'namespace', 'endpoints', 'type', 'address', 'ports', 'churn', 'trouble'] as const
export type SortBy = (typeof SORTABLE)[number]

export interface Arrangement {
  /** Words; each must occur in the name, namespace, type, address or a revision. */
  readonly q: string
  /** Empty: all. */
  readonly states: readonly ServiceState[]
  readonly by: SortBy
  readonly isDescending: boolean
}

/** The keys of the rows to show, in order. Ties by namespace and name, so that equal rows never swap places. */
export function arrangeServices(rows: readonly ServiceRow[], { q, states, by, isDescending }: Arrangement): string[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const wanted = rows.filter(
    (row) => (states.length === 0 || states.includes(serviceState(row))) && words.every((word) => mentions(row, word)),
  )
  const direction = isDescending ? -1 : 1
  return wanted.sort((a, b) => direction * COMPARE[by](a, b) || byName(a, b)).map(({ key }) => key)
}

function mentions(row: ServiceRow, word: string): boolean {
  return (
    `${row.namespace}/${row.name}`.toLowerCase().includes(word) ||
    row.type.toLowerCase() === word ||
    (row.clusterIP?.startsWith(word) ?? false) ||
    row.byRevision.some(({ revision }) => revision?.startsWith(word))
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function byName(a: ServiceRow, b: ServiceRow): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name)
}

const rank = new Map(SERVICE_STATES.map((state, at) => [state, at]))

const BY_NUMBER = new Intl.Collator('en', { numeric: true })

const COMPARE: Record<SortBy, (a: ServiceRow, b: ServiceRow) => number> = {
  namespace: byName,
  name: (a, b) => compareText(a.name, b.name),
  endpoints: (a, b) => a.endpoints.ready - b.endpoints.ready || a.endpoints.total - b.endpoints.total,
  type: (a, b) => compareText(a.type, b.type),
  address: (a, b) => BY_NUMBER.compare(a.clusterIP ?? '', b.clusterIP ?? ''),
  ports: (a, b) => (a.ports[0]?.port ?? 0) - (b.ports[0]?.port ?? 0),
  churn: (a, b) => a.churn - b.churn,
  trouble: (a, b) => (rank.get(serviceState(a)) ?? 0) - (rank.get(serviceState(b)) ?? 0),
}
