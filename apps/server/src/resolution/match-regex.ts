import type { MatchRegex } from '@portolan/domain'
import { RE2JS, RE2JSException } from 're2js'

/** Patterns come from the cluster and are few; a hostile cluster may have many. */
const MAX_COMPILED = 500

/** In order of use; `undefined` for a pattern the engine does not know. */
const compiled = new Map<string, RE2JS | undefined>()

/**
 * How much matching one question may ask for, in characters × instructions of a pattern: some 20 ms. Ordinary questions ask for a
 * thousandth of it; a pattern of nested repetitions has thousands of instructions.
 */
const MAX_WORK = 15_000_000
/** What it costs to compile a pattern, by its character, compared with that. */
const COMPILING_WORK = 2_000

/**
 * Regular expressions of the cluster on RE2's engine, in time linear in pattern and text, for one question. What only a
 * backtracking engine knows, look-around and back-references, is `unsupported`: PCRE, which ingress-nginx uses, may match it all
 * the same. So is what would cost more than the work that is left.
 */
export function boundedRegexes(work = MAX_WORK): MatchRegex {
  let left = work
  return (pattern, text, { ignoreCase }) => {
    const key = `${ignoreCase ? 'i' : '-'}${pattern}`
    if (!compiled.has(key)) left -= pattern.length * COMPILING_WORK
    if (left < 0) return 'unsupported'
    const expression = expressionOf(key, pattern, ignoreCase)
    if (expression === undefined) return 'unsupported'
    left -= text.length * expression.programSize()
    if (left < 0) return 'unsupported'
    const matcher = expression.matcher(text)
    if (!matcher.find()) return undefined
    return Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined)
  }
}

function expressionOf(key: string, pattern: string, ignoreCase: boolean): RE2JS | undefined {
  const expression = compiled.has(key) ? compiled.get(key) : compile(pattern, ignoreCase)
  compiled.delete(key)
  compiled.set(key, expression)
  for (const oldest of compiled.keys()) {
    if (compiled.size <= MAX_COMPILED) break
    compiled.delete(oldest)
  }
  return expression
}

function compile(pattern: string, ignoreCase: boolean): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
  } catch (error) {
    if (error instanceof RE2JSException) return undefined
    throw error
  }
}
