import type { LabelSelector } from '@portolan/domain'

/** `app=web, tier=front` */
export function labelsText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ')
}

/** `app=web, tier in (a, b), !canary`, as kubectl takes it; empty for a selector that selects everything. */
export function selectorText({ matchLabels, matchExpressions }: LabelSelector): string {
  const expressions = matchExpressions.map(({ key, operator, values }) => {
    if (operator === 'Exists') return key
    if (operator === 'DoesNotExist') return `!${key}`
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(', ')})`
  })
  return [labelsText(matchLabels), ...expressions].filter(Boolean).join(', ')
}
