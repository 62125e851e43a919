import { type Finding as FindingAnswer, type FindingsPage, timestamp } from '@portolan/contract'
import { type Finding, ruleById, type Suppression } from '@portolan/domain'

/** Names that are listed before the rest is counted. */
const MOST_NAMED = 3

export function findingAnswer(finding: Finding): FindingAnswer {
  const { rule, severity, subject, about, since, mayBeOlder, evidence, message, sentence, hint, command, confidence } =
    finding
  const { title = rule, group = '' } = ruleById(rule) ?? {}
  return {
    rule,
    title,
    group,
    severity,
    subject,
    ...(about !== undefined && { about }),
    since: since === undefined ? null : timestamp(since),
    ...(mayBeOlder && { mayBeOlder }),
    evidence: evidence.map(({ object, path, value }) => ({ object, path, value })),
    message: { id: message.id, values: { ...message.values }, text: sentence },
    hint,
    command,
    confidence,
  }
}

/** How many findings each rule has, by rule, and by severity where a rule has several. */
export function findingCounts(findings: readonly Finding[]): FindingsPage['counts'] {
  const counts = new Map<string, FindingsPage['counts'][number]>()
  for (const { rule, severity } of findings) {
    const known = counts.get(`${rule} ${severity}`) ?? {
      rule,
      severity,
      title: ruleById(rule)?.title ?? rule,
      count: 0,
    }
    counts.set(`${rule} ${severity}`, { ...known, count: known.count + 1 })
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count)
}

/** One per rule: why it says nothing, and where. */
export function suppressionAnswers(suppressions: readonly Suppression[]): FindingsPage['suppressed'] {
  const byRule = new Map<string, Suppression[]>()
  for (const each of suppressions) {
    const found = byRule.get(each.rule)
    if (found === undefined) byRule.set(each.rule, [each])
    else found.push(each)
  }
  return [...byRule].map(([rule, found]) => ({ rule, reason: reasonOf(found) }))
}

function reasonOf(suppressions: readonly Suppression[]): string {
  const kinds = suppressions.flatMap((each) => each.kinds.map(({ kind, visibility }) => `${kind} (${visibility})`))
  const needs = new Set(suppressions.flatMap(({ history }) => history))
  const namespaces = suppressions.flatMap(({ namespace }) => namespace ?? [])
  const where = namespaces.length === 0 ? '' : ` in ${named(namespaces)}`
  const unread = kinds.length === 0 ? [] : [`Not read completely${where}: ${[...new Set(kinds)].join(', ')}`]
  const unknown = needs.size === 0 ? [] : [`Not known of the past: ${[...needs].join(', ')}`]
  return [...unread, ...unknown].join('. ')
}

function named(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED
  const listed = names.slice(0, MOST_NAMED).join(', ')
  return rest > 0 ? `${listed} and ${rest} more` : listed
}
