import type { Finding } from '@portolan/contract'
import { findingId } from './finding-sentence.ts'
import { SEVERITIES } from './severity.ts'

/** Findings in the order in which one wants to read them: the worst first, then by rule and subject. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  const rank = ({ severity }: Finding) => SEVERITIES.indexOf(severity)
  return findings.toSorted((a, b) => rank(a) - rank(b) || (findingId(a) < findingId(b) ? -1 : 1))
}
