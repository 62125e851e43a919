import type { ServiceRow } from '@portolan/contract'
import { countStates, type StateCounts } from '../../cluster/service-state.ts'

/** One namespace and how its Services do. */
export interface NamespaceHealth {
  readonly namespace: string
  readonly counts: StateCounts
  readonly total: number
  /** Of all its Services together. */
  readonly endpoints: ServiceRow['endpoints']
}

/** Namespaces with the most Services in trouble first, then by name. */
export function namespacesByHealth(rows: readonly ServiceRow[]): NamespaceHealth[] {
  const byNamespace = new Map<string, ServiceRow[]>()
  for (const row of rows) {
    const own = byNamespace.get(row.namespace)
    if (own) own.push(row)
    else byNamespace.set(row.namespace, [row])
  }
  return [...byNamespace]
    .map(([namespace, own]) => ({
      namespace,
      counts: countStates(own),
      total: own.length,
      endpoints: endpointsOf(own),
    }))
    .sort((a, b) => weight(b.counts) - weight(a.counts) || (a.namespace < b.namespace ? -1 : 1))
}

function endpointsOf(rows: readonly ServiceRow[]): ServiceRow['endpoints'] {
  const sum = (of: keyof ServiceRow['endpoints']) => rows.reduce((total, { endpoints }) => total + endpoints[of], 0)
  return { ready: sum('ready'), unready: sum('unready'), terminating: sum('terminating'), total: sum('total') }
}

/** One Service without any ready endpoint weighs more than all that only lack some. */
function weight({ none, some }: StateCounts): number {
  return none * 1_000_000 + some
}
