/** `metav1.LabelSelectorRequirement`; `values` is `[]` for `Exists` and `DoesNotExist`. */
export interface LabelSelectorRequirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values: readonly string[]
}

/**
 * `metav1.LabelSelector`: all of both parts must hold. Empty parts are `{}` and `[]`; a selector that is empty in both
 * selects everything, an absent selector selects nothing (apimachinery LabelSelectorAsSelector).
 */
export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>
  readonly matchExpressions: readonly LabelSelectorRequirement[]
}
