import type { Snapshot } from '../history/snapshot.ts'
import type { Visibility } from '../history/visibility.ts'
import { type WatchedKind, watchedResource } from '../kubernetes/resources.ts'
import type { Rule } from './rule.ts'
import type { HistoryNeed, RuleHistory } from './rule-history.ts'

/** Why a rule says nothing: its answer would be a guess (rule COV-001). */
export interface Suppression {
  readonly rule: string
  /** Absent: everywhere. */
  readonly namespace?: string
  /** Kinds that hide something, and how. */
  readonly kinds: readonly { readonly kind: WatchedKind; readonly visibility: Visibility }[]
  /** What of the past nobody can tell. */
  readonly history: readonly HistoryNeed[]
}

/** What a rule lacks in a namespace (`undefined` for subjects without one); `undefined` where it lacks nothing. */
export function suppressionOf(
  rule: Rule,
  namespace: string | undefined,
  { snapshot, history }: { snapshot: Snapshot; history: RuleHistory },
): Suppression | undefined {
  const kinds = [...new Set([...rule.subjects, ...rule.inputs])].flatMap((kind) => {
    const visibility = snapshot.visibilityOf(kind, watchedResource(kind)?.isNamespaced ? namespace : undefined)
    return visibility === 'denied' || visibility === 'listing' ? [{ kind, visibility }] : []
  })
  const missing = (rule.history ?? []).filter((need) => history[need] === undefined)
  if (kinds.length === 0 && missing.length === 0) return undefined
  return { rule: rule.id, ...(namespace !== undefined && { namespace }), kinds, history: missing }
}

/**
 * Every rule that is suppressed somewhere, by rule, then namespace: for the whole cluster, or for those namespaces where less
 * is granted than elsewhere.
 */
export function suppressedRules(
  rules: readonly Rule[],
  scope: { snapshot: Snapshot; history: RuleHistory },
): Suppression[] {
  const namespaces = scope.snapshot.namespaces()
  return rules.flatMap((rule) => {
    const everywhere = suppressionOf(rule, undefined, scope)
    if (!rule.subjects.some((kind) => watchedResource(kind)?.isNamespaced)) return everywhere ?? []
    const within = namespaces.flatMap((namespace) => suppressionOf(rule, namespace, scope) ?? [])
    return everywhere && within.length === namespaces.length ? [everywhere] : within
  })
}
