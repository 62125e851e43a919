import type { ProjectedObject } from '@portolan/contract'
import { compareText } from '../scene/order.ts'

/** `key=value` of Services, and what they select their Pods by: each once, ascending. */
export function labelsOf(services: readonly ProjectedObject[]): string[] {
  const pairs = services.flatMap(({ metadata, spec }) => {
    const selector = typeof spec === 'object' && spec !== null && 'selector' in spec ? spec.selector : undefined
    return [...pairsOf(metadata.labels), ...pairsOf(selector)]
  })
  return [...new Set(pairs)].sort(compareText)
}

function pairsOf(labels: unknown): string[] {
  if (typeof labels !== 'object' || labels === null) return []
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`)
}
