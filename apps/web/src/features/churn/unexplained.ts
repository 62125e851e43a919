import type { ServiceChurn } from '@portolan/contract'

export type Causes = NonNullable<ServiceChurn['causes']>
type CauseKind = keyof Causes

/** Causes of all that churned: what none is told of is not known. */
export function withRest({ causes = {}, churn }: Pick<ServiceChurn, 'causes' | 'churn'>): Causes {
  const known = entriesOf(causes).reduce((sum, [kind, count]) => (kind === 'unknown' ? sum : sum + count), 0)
  return { ...causes, unknown: Math.max(0, churn - known) }
}

/** How many joins, leaves and flips of a Service no cause is known of; `undefined` where nobody looked for any. */
export function unexplained({ causes }: Pick<ServiceChurn, 'causes'>): number | undefined {
  return causes && (causes.unknown ?? 0)
}

/** What came back, or took the place of what went: why something moved is told by what was lost, if anything was. */
const GAINS: ReadonlySet<CauseKind> = new Set(['new-pod', 'recovered'])

/** The cause that is known of most of what was lost, else of most of what was gained. */
export function mainCause({
  causes = {},
}: Pick<ServiceChurn, 'causes'>): { readonly kind: CauseKind; readonly count: number } | undefined {
  const known = entriesOf(causes).filter(([kind]) => kind !== 'unknown')
  const [main] = known.sort(([a, m], [b, n]) => Number(GAINS.has(a)) - Number(GAINS.has(b)) || n - m)
  return main && { kind: main[0], count: main[1] }
}

function entriesOf(causes: Causes): [CauseKind, number][] {
  return Object.entries(causes) as [CauseKind, number][]
}
