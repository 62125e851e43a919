import type { LabelSelector, LabelSelectorRequirement } from '../selector.ts'
import { each, optionalRecord, type Raw, record, sortedTexts, text, textMap } from './raw.ts'

/** Absent and null stay absent: such a selector selects nothing. */
export function projectOptionalSelector(selector: unknown): LabelSelector | undefined {
  return optionalRecord(selector) && projectSelector(selector)
}

/** Where the API requires a selector, or means `{}` by its absence. */
export function projectSelector(selector: unknown): LabelSelector {
  const { matchExpressions, matchLabels } = record(selector)
  return { matchExpressions: each(matchExpressions, projectRequirement), matchLabels: textMap(matchLabels) }
}

function projectRequirement(requirement: Raw): LabelSelectorRequirement {
  return {
    key: text(requirement.key) ?? '',
    operator: text<LabelSelectorRequirement['operator']>(requirement.operator) ?? 'In',
    values: sortedTexts(requirement.values),
  }
}
