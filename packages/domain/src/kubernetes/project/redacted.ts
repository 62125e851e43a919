const WORTH_A_LOOK = /[@?=]|bearer|basic|authorization|eyJ/i

/** What looks like a secret, and what is written in its place (rule C.4). Repetitions are bounded where a text could make them costly. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b([a-z][a-z0-9+.-]{0,32}:\/\/)[^\s/@"']{1,512}@/gi, '$1…@'],
  [/(?<=\S)\?[^\s"'<>)]+/g, '?…'],
  [/\b(authorization:\s*)(?:(?:bearer|basic)\s+)?[^\s"']+/gi, '$1…'],
  [/\b(bearer|basic)\s+[\w.~+/-]{8,}=*/gi, '$1 …'],
  [/\beyJ[\w-]{8,512}\.[\w.-]+/g, '…'],
  [/((?:password|passwd|pwd|token|secret|api[_-]?key|credential)[\w-]{0,64}=)[^\s"'&,;]+/gi, '$1…'],
  [/\b([A-Z][A-Z0-9_]{2,}=)[^\s"']+/g, '$1…'],
]

/** Longer texts are cut before they are searched: nothing the API keeps is longer. */
const LONGEST_SEARCHED = 16_384

/**
 * A text of somebody else's that may be stored: without credentials in URLs, query strings, bearer tokens and assignments
 * of secrets, and not longer than asked for.
 *
 * @param longest characters; a cut is marked by `…`
 */
export function redacted(text: string, longest: number): string {
  const searched = text.length > LONGEST_SEARCHED ? text.slice(0, LONGEST_SEARCHED) : text
  return truncated(WORTH_A_LOOK.test(searched) ? withoutSecrets(searched) : searched, longest)
}

function withoutSecrets(text: string): string {
  return SECRETS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text)
}

/** Never ends within a surrogate pair. */
function truncated(text: string, longest: number): string {
  if (text.length <= longest) return text
  const end = isHighSurrogate(text.charCodeAt(longest - 2)) ? longest - 2 : longest - 1
  return `${text.slice(0, end)}…`
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}
