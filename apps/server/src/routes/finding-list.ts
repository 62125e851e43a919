import { bySubjectAndRule, CLUSTER_SCOPE, type Finding, parseObjectKey, type Severity } from '@portolan/domain'

/** Each narrows; absent: all. */
export interface FindingFilters {
  readonly namespace?: readonly string[] | undefined
  readonly severity?: readonly Severity[] | undefined
  readonly rule?: readonly string[] | undefined
  readonly kind?: readonly string[] | undefined
  readonly name?: string | undefined
}

/** Findings of the subjects and rules that are asked for, in the order they came in. */
export function filteredFindings(findings: readonly Finding[], filters: FindingFilters): readonly Finding[] {
  const { severity, rule } = filters
  return findings.filter(
    (finding) =>
      (severity?.includes(finding.severity) ?? true) &&
      (rule?.includes(finding.rule) ?? true) &&
      isAbout(finding, filters),
  )
}

function isAbout({ subject }: Finding, { namespace: namespaces, kind: kinds, name: wanted }: FindingFilters): boolean {
  const { kind = '', namespace = CLUSTER_SCOPE, name } = parseObjectKey(subject) ?? {}
  return (namespaces?.includes(namespace) ?? true) && (kinds?.includes(kind) ?? true) && (wanted ?? name) === name
}

/** Where a finding is in its list, as text. */
export function placeOf({ subject, rule, about = '' }: Finding): string {
  return JSON.stringify([subject, rule, about])
}

/** Those behind a place, in their order. */
export function findingsBehind(findings: readonly Finding[], place: string | undefined): readonly Finding[] {
  if (place === undefined) return findings
  const [subject = '', rule = '', about = ''] = JSON.parse(place) as readonly string[]
  return findings.filter((finding) => bySubjectAndRule(finding, { ...finding, subject, rule, about }) > 0)
}
