import type { MatchRegex } from './resolution-options.ts'

/** Whether a pattern matches: its groups, nothing, or that it cannot be told. */
export type PatternMatch = readonly (string | undefined)[] | 'no-match' | 'undecided'

const META = /[\\^$|?*+()[\]{}]/

/**
 * Match a pattern of the cluster against the beginning of a text, without trust in it: what is plain text is compared as text,
 * and only what is left goes to an engine that answers in linear time. Without one it stays open.
 *
 * @param pattern without `^`; `.` stands for any character
 */
export function matchAtStart(
  pattern: string,
  text: string,
  { matchRegex, ignoreCase }: { matchRegex: MatchRegex | undefined; ignoreCase: boolean },
): PatternMatch {
  const head = plainHead(pattern)
  if (!startsWithPlain(text, head, ignoreCase)) return 'no-match'
  if (head.length === pattern.length) return [text.slice(0, head.length)]
  const match = matchRegex?.(`^${pattern}`, text, { ignoreCase })
  if (matchRegex === undefined || match === 'unsupported') return 'undecided'
  return match ?? 'no-match'
}

/** As `matchAtStart`, for a pattern that has to match the text as a whole. */
export function matchWhole(pattern: string, text: string, matchRegex: MatchRegex | undefined): PatternMatch {
  const head = plainHead(pattern)
  if (!startsWithPlain(text, head, false)) return 'no-match'
  if (head.length === pattern.length) return text.length === head.length ? [text] : 'no-match'
  const match = matchRegex?.(`^(?:${pattern})$`, text, { ignoreCase: false })
  if (matchRegex === undefined || match === 'unsupported') return 'undecided'
  return match ?? 'no-match'
}

/** What a text must begin with for the pattern to match: all up to the first sign that means more than itself. */
function plainHead(pattern: string): string {
  const end = pattern.search(META)
  if (end < 0) return pattern
  if (hasAlternatives(pattern)) return ''
  return pattern.slice(0, '?*{'.includes(pattern[end] ?? '') ? Math.max(0, end - 1) : end)
}

/** Whether there is a `|` outside of groups; brackets and escapes are read with too much care rather than too little. */
function hasAlternatives(pattern: string): boolean {
  let depth = 0
  for (const sign of pattern) {
    if (sign === '(') depth++
    if (sign === ')') depth--
    if (sign === '|' && depth <= 0) return true
  }
  return depth !== 0 || pattern.includes('\\Q') || pattern.includes('(?')
}

function startsWithPlain(text: string, head: string, ignoreCase: boolean): boolean {
  if (text.length < head.length) return false
  const [beginning, wanted] = ignoreCase
    ? [text.slice(0, head.length).toLowerCase(), head.toLowerCase()]
    : [text.slice(0, head.length), head]
  if (beginning === wanted) return true
  if (!wanted.includes('.') || beginning.length !== wanted.length) return false
  for (let index = 0; index < wanted.length; index++)
    if (wanted[index] !== '.' && wanted[index] !== beginning[index]) return false
  return true
}
