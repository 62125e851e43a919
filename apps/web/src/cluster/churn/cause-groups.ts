import type { Churn } from '@portolan/contract'

export type CauseCounts = NonNullable<Churn['steps'][number]['causes']>
export type CauseKind = keyof CauseCounts

/** Kinds of causes that are drawn alike, the ones that somebody wanted first. */
export const CAUSE_GROUPS = ['rollout', 'scale', 'arrival', 'edit', 'pod', 'container', 'node', 'unknown'] as const
export type CauseGroup = (typeof CAUSE_GROUPS)[number]

const GROUPS: Readonly<Record<CauseKind, CauseGroup>> = {
  'selector-edited': 'edit',
  'pod-relabelled': 'edit',
  'ports-edited': 'edit',
  'service-deleted': 'edit',
  'node-gone': 'node',
  'taint-eviction': 'node',
  eviction: 'node',
  preemption: 'node',
  'kubelet-eviction': 'node',
  'node-not-ready': 'node',
  'out-of-memory': 'container',
  crash: 'container',
  'probe-restart': 'container',
  'readiness-gate': 'container',
  'readiness-probe': 'container',
  rollout: 'rollout',
  'scale-down': 'scale',
  'owner-deleted': 'pod',
  'pod-deleted': 'pod',
  'pod-ended': 'pod',
  'new-pod': 'arrival',
  recovered: 'arrival',
  unknown: 'unknown',
}

export function groupOf(kind: CauseKind): CauseGroup {
  return GROUPS[kind]
}

/** How often each kind was the cause in all of these steps, most frequent first. */
export function countedCauses(steps: Churn['steps']): readonly { readonly kind: CauseKind; readonly count: number }[] {
  const counts = new Map<CauseKind, number>()
  for (const { causes = {} } of steps) {
    for (const [kind, count] of entriesOf(causes)) counts.set(kind, (counts.get(kind) ?? 0) + count)
  }
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count)
}

/** Causes of one step by group. */
export function causesByGroup(causes: CauseCounts = {}): Partial<Record<CauseGroup, number>> {
  const groups: Partial<Record<CauseGroup, number>> = {}
  for (const [kind, count] of entriesOf(causes)) groups[groupOf(kind)] = (groups[groupOf(kind)] ?? 0) + count
  return groups
}

function entriesOf(causes: CauseCounts): [CauseKind, number][] {
  return Object.entries(causes) as [CauseKind, number][]
}
