import type { Finding, FindingsPage } from '@portolan/contract'
import { groupBy } from '../../cluster/group-by.ts'
import { SEVERITIES, type Severity } from '../../cluster/severity.ts'

/** What is chosen of all findings; empty lists mean all. */
export interface FindingsFilter {
  readonly severities: readonly Severity[]
  readonly groups: readonly string[]
  readonly rules: readonly string[]
  readonly q: string
}

/** One row: a rule with how many follow, or one finding of it. */
export type FindingsLine =
  | { readonly rule: string; readonly title: string; readonly severity: Severity; readonly count: number }
  | { readonly finding: Finding }

/** The findings that are chosen. Every word must occur: in rule, title, subject, sentence or what it is about. */
export function chosenFindings(findings: readonly Finding[], filter: FindingsFilter): readonly Finding[] {
  const { severities, groups, rules, q } = filter
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return findings.filter(
    (finding) =>
      isIn(severities, finding.severity) &&
      isIn(groups, finding.group) &&
      isIn(rules, finding.rule) &&
      words.every((word) => textOf(finding).includes(word)),
  )
}

export const SORTABLE = ['severity', 'rule', 'subject', 'since'] as const
export type SortBy = (typeof SORTABLE)[number]

/**
 * Rows by rule: the worst rules first, then by id; of one rule the newest first. What is not known to be new comes last. A rule
 * with one finding has no heading: it would say the same twice (A2).
 */
export function findingsLines(findings: readonly Finding[]): FindingsLine[] {
  const byRule = groupBy(findings, ({ rule }) => rule)
  const rules = [...byRule].map(([rule, all]) => ({ rule, all, severity: worst(all) }))
  rules.sort((a, b) => rankOf(a.severity) - rankOf(b.severity) || compare(a.rule, b.rule))
  return rules.flatMap(({ rule, all, severity }) => [
    ...(all.length > 1 ? [{ rule, title: all[0]?.title ?? '', severity, count: all.length }] : []),
    ...all.toSorted(newestFirst).map((finding) => ({ finding })),
  ])
}

/** Rows in another order, without headings. Equal ones stand as they would by rule. */
export function sortedFindings(
  findings: readonly Finding[],
  { by, isDescending }: { readonly by: SortBy; readonly isDescending: boolean },
): FindingsLine[] {
  const direction = isDescending ? -1 : 1
  return [...findings]
    .sort((a, b) => direction * COMPARE[by](a, b) || newestFirst(a, b) || compare(a.rule, b.rule))
    .map((finding) => ({ finding }))
}

const COMPARE: Readonly<Record<SortBy, (a: Finding, b: Finding) => number>> = {
  severity: (a, b) => rankOf(a.severity) - rankOf(b.severity),
  rule: (a, b) => compare(a.rule, b.rule),
  subject: (a, b) => compare(a.subject, b.subject),
  // Since when is not known: longer than anything that is.
  since: (a, b) => compare(a.since ?? '', b.since ?? ''),
}

/** How many there are of each severity, of all that were found. */
export function countSeverities(counts: FindingsPage['counts']): Readonly<Record<Severity, number>> {
  const found = { critical: 0, error: 0, warning: 0, info: 0 }
  for (const { severity, count } of counts) found[severity] += count
  return found
}

function newestFirst(a: Finding, b: Finding): number {
  return (
    rankOf(a.severity) - rankOf(b.severity) ||
    compare(b.since ?? '', a.since ?? '') ||
    compare(a.subject, b.subject) ||
    compare(a.about ?? '', b.about ?? '')
  )
}

function worst(findings: readonly Finding[]): Severity {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'info'
}

function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity)
}

function isIn<Value>(chosen: readonly Value[], value: Value): boolean {
  return chosen.length === 0 || chosen.includes(value)
}

const texts = new WeakMap<Finding, string>()

function textOf(finding: Finding): string {
  const known = texts.get(finding)
  if (known !== undefined) return known
  const { rule, title, subject, about = '', message } = finding
  const text = `${rule} ${title} ${subject} ${about} ${message.text}`.toLowerCase()
  texts.set(finding, text)
  return text
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
