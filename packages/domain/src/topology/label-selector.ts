import { hasLabels } from '../kubernetes/has-labels.ts'
import type { LabelSelector, LabelSelectorRequirement } from '../kubernetes/selector.ts'

type Labels = Readonly<Record<string, string>>

/**
 * Whether a `metav1.LabelSelector` selects an object with these labels. An absent selector selects nothing, an empty one
 * everything; `NotIn` and `DoesNotExist` also select objects without the key. Not for Services, whose selector is a plain
 * map. Source: apimachinery LabelSelectorAsSelector, rule D.7.
 */
export function isSelectedBy(labels: Labels, selector: LabelSelector | undefined): boolean {
  if (!selector) return false
  return (
    hasLabels(labels, selector.matchLabels) &&
    selector.matchExpressions.every((requirement) => meets(labels, requirement))
  )
}

function meets(labels: Labels, { key, operator, values }: LabelSelectorRequirement): boolean {
  const value = labels[key]
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
  }
}
