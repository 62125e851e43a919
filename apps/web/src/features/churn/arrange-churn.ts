import type { ServiceChurn } from '@portolan/contract'
import { unexplained } from './unexplained.ts'

export const SORTABLE = [
  'name',
  'churn',
  'added',
  'removed',
  'flips',
  'becameUnready',
  'unexplained',
  'readyMin',
  'zeroReady',
] as const
export type SortBy = (typeof SORTABLE)[number]

export interface Arrangement {
  /** Words; each must occur in `namespace/name`. */
  readonly q: string
  readonly by: SortBy
  readonly isDescending: boolean
}

/** The Services to show, in order. Ties by namespace and name, so that equal rows never swap places. */
export function arrangeChurn(
  services: readonly ServiceChurn[],
  { q, by, isDescending }: Arrangement,
): readonly ServiceChurn[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const direction = isDescending ? -1 : 1
  return services
    .filter((service) => words.every((word) => keyOf(service).toLowerCase().includes(word)))
    .sort((a, b) => direction * COMPARE[by](a, b) || byName(a, b))
}

/** `namespace/name`. */
export function keyOf({ namespace, name }: Pick<ServiceChurn, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`
}

function byName(a: ServiceChurn, b: ServiceChurn): number {
  return keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0
}

/** What is not known is neither few nor many, and comes behind the few. */
const readyMinOf = ({ readyMin }: ServiceChurn): number => readyMin ?? Number.MAX_SAFE_INTEGER

const COMPARE: Record<SortBy, (a: ServiceChurn, b: ServiceChurn) => number> = {
  name: byName,
  churn: (a, b) => a.churn - b.churn,
  added: (a, b) => a.added - b.added,
  removed: (a, b) => a.removed - b.removed,
  flips: (a, b) => a.flips - b.flips,
  unexplained: (a, b) => (unexplained(a) ?? -1) - (unexplained(b) ?? -1),
  becameUnready: (a, b) => a.becameUnready - b.becameUnready,
  readyMin: (a, b) => readyMinOf(a) - readyMinOf(b),
  zeroReady: (a, b) => a.zeroReadyMs - b.zeroReadyMs,
}
