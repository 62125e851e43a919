import type { FindingsPage } from '@portolan/contract'
import { groupBy } from '../../cluster/group-by.ts'

/** How much one rule found, of whatever severity. */
export interface RuleCount {
  readonly rule: string
  readonly title: string
  readonly count: number
}

export interface RuleGroupCount {
  readonly group: string
  readonly count: number
  readonly rules: readonly RuleCount[]
}

/**
 * Rules that found something, by group; groups and rules ascending. Counts are of all findings. The group of a rule is known
 * from its findings: of one whose findings were not read, its prefix stands for it.
 */
export function ruleGroups({ counts, items }: Pick<FindingsPage, 'counts' | 'items'>): RuleGroupCount[] {
  const groupOf = new Map(items.map(({ rule, group }) => [rule, group]))
  const rules = [...groupBy(counts, ({ rule }) => rule)].map(([rule, all]) => ({
    rule,
    title: all[0]?.title ?? '',
    count: all.reduce((sum, { count }) => sum + count, 0),
  }))
  const byGroup = groupBy(rules, ({ rule }) => groupOf.get(rule) ?? rule.split('-')[0] ?? rule)
  return [...byGroup]
    .map(([group, found]) => ({
      group,
      count: found.reduce((sum, { count }) => sum + count, 0),
      rules: found.toSorted((a, b) => (a.rule < b.rule ? -1 : 1)),
    }))
    .sort((a, b) => (a.group < b.group ? -1 : 1))
}
