/** On any object: ids of the rules that are not to be reported for it, separated by commas or blanks. */
export const IGNORE_ANNOTATION = 'portolan.dev/ignore'

/**
 * The rule ids in the text of the annotation, separated by commas; `undefined` where there is none. Nothing else of the text
 * is kept: people write what they like into annotations (rule C.4).
 */
export function ignoredRuleIds(text: string): string | undefined {
  const ids = new Set(text.match(/\b[A-Z]{2,4}-\d{3}\b/g))
  return ids.size === 0 ? undefined : [...ids].sort().join(',')
}
