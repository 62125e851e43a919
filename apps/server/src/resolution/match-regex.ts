import type { MatchRegex } from '@portolan/domain'
import { RE2JS, RE2JSException } from 're2js'

/** Patterns come from the cluster and are few; a hostile cluster may have many. */
const MAX_COMPILED = 500

/** In order of use; `undefined` for a pattern the engine does not know. */
const compiled = new Map<string, RE2JS | undefined>()

/**
 * Regular expressions of the cluster on RE2's engine, in time linear in pattern and text. What only a backtracking engine
 * knows, look-around and back-references, is `unsupported`: PCRE, which ingress-nginx uses, may match it all the same.
 */
export const matchRegex: MatchRegex = (pattern, text, { ignoreCase }) => {
  const expression = expressionOf(pattern, ignoreCase)
  if (expression === undefined) return 'unsupported'
  const matcher = expression.matcher(text)
  if (!matcher.find()) return undefined
  return Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined)
}

function expressionOf(pattern: string, ignoreCase: boolean): RE2JS | undefined {
  const key = `${ignoreCase ? 'i' : '-'}${pattern}`
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
