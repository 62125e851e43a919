import type { Visibility } from '../../history/visibility.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import { type WatchedKind, watchedResource } from '../../kubernetes/resources.ts'
import { compareText } from '../../text-order.ts'
import { listed } from '../evidence.ts'
import type { EvidenceRecord } from '../finding.ts'
import { defineRule, type Rule } from '../rule.ts'
import type { RuleView } from '../rule-view.ts'
import { isOfCluster } from './cluster-subject.ts'

/** How much is told of what is missing; the whole list is that of suppressed rules. */
const MOST_LISTED = 10

interface Hidden {
  readonly visibility: Visibility
  readonly rules: Set<string>
}

/**
 * COV-001: which of some rules say nothing, and which kinds they lack.
 *
 * @param rules all others
 */
export function suppressedRulesRule(rules: readonly Rule[]): Rule {
  return defineRule({
    id: 'COV-001',
    group: 'coverage',
    severity: 'info',
    title: 'Rules are suppressed',
    description:
      'Kinds that rules must read are not granted or not read yet, so that they say nothing: in one namespace, told of it, or ' +
      'in the whole cluster, told of namespace kube-system. What the server does not serve suppresses nothing. Where Namespaces ' +
      'themselves are hidden this rule is suppressed too; the list of suppressed rules tells.',
    subjects: ['Namespace'],
    inputs: [],
    messages: {
      default: '{count} rules say nothing in {place}: {kinds} cannot be read',
      cluster: '{count} rules say nothing in the cluster: {kinds} cannot be read',
    },
    hint: 'Grant list and watch of these kinds, or switch the rules off on purpose.',
    *evaluate(namespace, view) {
      const { name } = namespace.metadata
      const everywhere = hiddenKinds(rules, undefined, view)
      const here = hiddenKinds(rules, name, view)
      for (const kind of everywhere.keys()) here.delete(kind)
      const places = [
        { about: 'cluster', variant: 'cluster', hidden: isOfCluster(namespace) ? everywhere : new Map() },
        { about: 'namespace', variant: 'default', hidden: here },
      ]
      for (const { about, hidden, variant } of places) {
        if (hidden.size === 0) continue
        const suppressed = new Set([...hidden.values()].flatMap((one: Hidden) => [...one.rules]))
        yield {
          about,
          variant,
          values: { count: suppressed.size, place: keyOf(namespace), kinds: listed([...hidden.keys()], MOST_LISTED) },
          evidence: [{ object: keyOf(namespace), path: 'hidden kinds', value: told(hidden) }],
          command: 'kubectl auth can-i --list',
        }
      }
    },
  })
}

/** By kind, ascending, the rules that lack it in a namespace; for `undefined` where nothing is said of namespaces. */
function hiddenKinds(rules: readonly Rule[], namespace: string | undefined, view: RuleView): Map<WatchedKind, Hidden> {
  const hidden = new Map<WatchedKind, Hidden>()
  for (const { id, inputs, subjects } of rules) {
    for (const kind of new Set([...subjects, ...inputs])) {
      const visibility = view.visibilityOf(kind, watchedResource(kind)?.isNamespaced ? namespace : undefined)
      if (visibility !== 'denied' && visibility !== 'listing') continue
      const known = hidden.get(kind) ?? { visibility, rules: new Set<string>() }
      hidden.set(kind, known)
      known.rules.add(id)
    }
  }
  return new Map([...hidden].sort(([a], [b]) => compareText(a, b)))
}

function told(hidden: ReadonlyMap<WatchedKind, Hidden>): EvidenceRecord {
  return Object.fromEntries(
    [...hidden].map(([kind, { rules, visibility }]) => [kind, { visibility, rules: [...rules].sort() }]),
  )
}
