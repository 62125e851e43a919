import {
  evaluateFindings,
  type Finding,
  type ObjectKey,
  parseObjectKey,
  RULES,
  type Snapshot,
  type Suppression,
  suppressedRules,
} from '@portolan/domain'
import { TooLargeError } from '../errors.ts'

/** Evaluating more objects at once would hold everybody else up. */
const MAX_OBJECTS = 60_000

/** What is known of Services by the objects of their own namespace alone. */
const SERVICE_RULES = RULES.filter(
  ({ group, subjects }) => (group === 'service' || group === 'endpoint-slice') && subjects.includes('Service'),
)

interface FindingsThen {
  readonly findings: readonly Finding[]
  readonly suppressed: readonly Suppression[]
}

/** What the rules say of instants of the past, without `since`: evaluated once for each snapshot and scope. */
export class InstantFindings {
  readonly #known = new WeakMap<Snapshot, Map<string, FindingsThen>>()

  /**
   * Ascending by subject, rule and part.
   *
   * @param snapshot of the whole cluster, at an instant of the past: rules look beyond a namespace
   * @param namespaces only what is in these, and what is in none; absent: everything
   * @throws {TooLargeError} everything is too much
   */
  of(snapshot: Snapshot, namespaces: readonly string[] | undefined): FindingsThen {
    if (namespaces === undefined && snapshot.size > MAX_OBJECTS) {
      throw new TooLargeError(
        `The findings of ${snapshot.size} objects of the past are too many to be evaluated at once: ask for some namespaces.`,
      )
    }
    const scope = namespaces?.toSorted().join(' ') ?? '*'
    const scopes = this.#known.get(snapshot) ?? new Map<string, FindingsThen>()
    const known = scopes.get(scope) ?? {
      findings: evaluateFindings(snapshot, namespaces === undefined ? {} : { namespaces }),
      suppressed: suppressedRules(RULES, { snapshot, history: {} }),
    }
    this.#known.set(snapshot, scopes.set(scope, known))
    return known
  }
}

/** What the rules about Services say of one of them, by the objects of its namespace, without `since`. */
export function findingsOfService(snapshot: Snapshot, subject: ObjectKey): readonly Finding[] {
  const { namespace = '' } = parseObjectKey(subject) ?? {}
  const findings = evaluateFindings(snapshot, { namespaces: [namespace], rules: SERVICE_RULES })
  return findings.filter((finding) => finding.subject === subject)
}
