import type { Finding } from '@portolan/contract'
import { SEVERITIES, type Severity } from '../../../cluster/severity.ts'

/** What is wrong with one object of the chart: how much, how bad at worst, and by which rules. */
export interface ObjectFindings {
  readonly count: number
  readonly worst: Severity
  /** Each once, as they came. */
  readonly rules: readonly string[]
  /** Each severity there is. */
  readonly severities: readonly Severity[]
}

export type FindingsByKey = ReadonlyMap<string, ObjectFindings>

/** Findings by their subject. */
export function findingsByKey(findings: readonly Pick<Finding, 'subject' | 'severity' | 'rule'>[]): FindingsByKey {
  const found = new Map<string, ObjectFindings>()
  for (const { subject, severity, rule } of findings) {
    const known = found.get(subject)
    found.set(subject, {
      count: (known?.count ?? 0) + 1,
      worst: known && rank(known.worst) <= rank(severity) ? known.worst : severity,
      rules: [...new Set([...(known?.rules ?? []), rule])],
      severities: [...new Set([...(known?.severities ?? []), severity])],
    })
  }
  return found
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity)
}
