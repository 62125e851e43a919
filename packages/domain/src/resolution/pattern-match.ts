import type { MatchRegex } from './resolution-options.ts'

/** A pattern of the cluster, read once: `.` stands for any character, an expression for itself. */
export interface Pattern {
  /** Without an anchor. */
  readonly source: string
  /** What a text must begin with for the pattern to match. */
  readonly head: string
  readonly lowerHead: string
  /** The head has a `.` and with it several texts. */
  readonly isVague: boolean
  /** The head is all of it. */
  readonly isPlain: boolean
}

/** Whether a pattern matches: its groups, nothing, or that it cannot be told. */
export type PatternMatch = readonly (string | undefined)[] | 'no-match' | 'undecided'

const META = /[\\^$|?*+()[\]{}]/

/** What can be told of a regular expression without an engine: how far it is plain text. */
export function readPattern(source: string): Pattern {
  const head = headOf(source)
  return {
    source,
    head,
    lowerHead: head.toLowerCase(),
    isPlain: head.length === source.length,
    isVague: head.includes('.'),
  }
}

/**
 * Match a pattern against the beginning of a text, in any letter case, without trust in it: plain text is compared as text, and
 * only what is left goes to an engine that answers in linear time. Without one it stays open.
 *
 * @param text with itself in lower case, so that thousands of patterns can be tried
 */
export function matchAtStart(
  { source, head, lowerHead, isPlain, isVague }: Pattern,
  text: { readonly written: string; readonly lower: string },
  matchRegex: MatchRegex | undefined,
): PatternMatch {
  if (!text.lower.startsWith(lowerHead) && !(isVague && beginsWith(text.lower, lowerHead))) return 'no-match'
  if (isPlain) return [text.written.slice(0, head.length)]
  return asked(matchRegex?.(`^${source}`, text.written, { ignoreCase: true }) ?? whyNothing(matchRegex))
}

/** As `matchAtStart`, for a pattern that has to match the text as a whole, in its letter case. */
export function matchWhole(source: string, text: string, matchRegex: MatchRegex | undefined): PatternMatch {
  const { head, isPlain } = readPattern(source)
  if (!text.startsWith(head) && !beginsWith(text, head)) return 'no-match'
  if (isPlain) return text.length === head.length ? [text] : 'no-match'
  return asked(matchRegex?.(`^(?:${source})$`, text, { ignoreCase: false }) ?? whyNothing(matchRegex))
}

/** As `matchAtStart`, for a pattern that may match anywhere in the text, in its letter case. */
export function matchAnywhere(source: string, text: string, matchRegex: MatchRegex | undefined): PatternMatch {
  return asked(matchRegex?.(source, text, { ignoreCase: false }) ?? whyNothing(matchRegex))
}

function asked(answer: ReturnType<MatchRegex> | 'no-match'): PatternMatch {
  if (answer === 'unsupported') return 'undecided'
  return answer ?? 'no-match'
}

function whyNothing(matchRegex: MatchRegex | undefined): 'no-match' | 'unsupported' {
  return matchRegex ? 'no-match' : 'unsupported'
}

function headOf(source: string): string {
  const end = source.search(META)
  if (end < 0) return source
  if (mayBeginOtherwise(source)) return ''
  return source.slice(0, '?*{'.includes(source[end] ?? '') ? Math.max(0, end - 1) : end)
}

/** A `|` outside of groups gives another beginning; brackets and escapes are read with too much care rather than too little. */
function mayBeginOtherwise(source: string): boolean {
  let depth = 0
  for (const sign of source) {
    if (sign === '(') depth++
    if (sign === ')') depth--
    if (sign === '|' && depth <= 0) return true
  }
  return depth !== 0 || source.includes('\\Q') || source.includes('(?')
}

/** Sign by sign: `.` stands for any. */
function beginsWith(text: string, head: string): boolean {
  if (text.length < head.length) return false
  for (let index = 0; index < head.length; index++) if (head[index] !== '.' && head[index] !== text[index]) return false
  return true
}
