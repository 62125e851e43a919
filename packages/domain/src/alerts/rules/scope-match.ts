import { hasLabels } from '../../kubernetes/has-labels.ts'
import type { RuleScope } from './alert-rule.ts'

/** What scopes are asked about. */
export interface ScopedService {
  readonly namespace: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

/** Whether a scope holds a Service. Every member of the scope must; an empty list holds nothing. */
export function isInScope({ namespaces, services, labels }: RuleScope, service: ScopedService): boolean {
  return (
    isNamed(namespaces, service.namespace) && isNamed(services, service.name) && hasLabels(service.labels, labels ?? {})
  )
}

function isNamed(patterns: readonly string[] | undefined, name: string): boolean {
  return patterns?.some((pattern) => matchesPattern(pattern, name)) ?? true
}

/**
 * `*` stands for any run of characters, everything else for itself. Linear: the pieces between the stars are looked for one
 * after the other, which finds a match wherever there is one.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return pattern === name
  if (!name.startsWith(first)) return false
  let from = first.length
  for (const piece of rest) {
    const found = name.indexOf(piece, from)
    if (found < 0) return false
    from = found + piece.length
  }
  return name.length - last.length >= from && name.endsWith(last)
}
