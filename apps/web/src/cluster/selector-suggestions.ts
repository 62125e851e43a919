import type { Finding } from '@portolan/contract'

/** A selector that would find Pods where the one there is finds none. */
export interface SelectorSuggestion {
  /** Whose Pods it would find. */
  readonly object: string
  readonly readyPods: number
  /** Every label of either selector, ascending. */
  readonly labels: readonly {
    readonly name: string
    readonly now: string | undefined
    readonly nearest: string | undefined
  }[]
}

/** The nearest selectors that a finding's evidence offers, the best first; none where it is about something else. */
export function selectorSuggestions({ evidence }: Pick<Finding, 'evidence'>): SelectorSuggestion[] {
  const now = labelsOf(evidence.find(({ path }) => path === 'spec.selector')?.value)
  if (now === undefined) return []
  return evidence.flatMap(({ object, path, value }) => {
    const nearest = path === 'suggestion' && isRecord(value) ? labelsOf(value.selector) : undefined
    if (nearest === undefined || !isRecord(value)) return []
    const names = [...new Set([...Object.keys(now), ...Object.keys(nearest)])].sort()
    const readyPods = typeof value.readyPods === 'number' ? value.readyPods : 0
    return [{ object, readyPods, labels: names.map((name) => ({ name, now: now[name], nearest: nearest[name] })) }]
  })
}

function labelsOf(value: unknown): Record<string, string> | undefined {
  return isRecord(value) ? (value as Record<string, string>) : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
