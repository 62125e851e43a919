import type { Ingress } from '../../kubernetes/ingress.ts'
import { matchAnywhere } from '../pattern-match.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { MatchRegex } from '../resolution-options.ts'
import { nginxAnnotation, nginxNumber } from './annotations.ts'

/** Whether a canary takes a request, and what decides. `weight`: it is drawn by lot, `part` in 0 to 1. */
export type CanaryVerdict =
  | { readonly takes: 'always' | 'never'; readonly by: string }
  | { readonly takes: 'weight'; readonly part: number; readonly weight: number; readonly total: number }
  | { readonly takes: 'undecided'; readonly by: string }

const NEVER: CanaryVerdict = { takes: 'never', by: 'its weight is 0' }

/**
 * Header, then cookie, then weight (rule E.4.11). A header that says neither `always` nor `never` falls through, as does one
 * that is not the value or pattern asked for.
 */
export function canaryVerdict(
  canary: Ingress,
  request: ReadRequest,
  matchRegex: MatchRegex | undefined,
): CanaryVerdict {
  return byHeader(canary, request, matchRegex) ?? byCookie(canary, request) ?? byWeight(canary)
}

function byHeader(
  canary: Ingress,
  { headers }: ReadRequest,
  matchRegex: MatchRegex | undefined,
): CanaryVerdict | undefined {
  const name = nginxAnnotation(canary, 'canary-by-header')
  const value = name === undefined ? undefined : headers.get(name.toLowerCase())
  if (name === undefined || value === undefined) return undefined
  const by = `header ${name}: ${value}`
  const wanted = nginxAnnotation(canary, 'canary-by-header-value')
  if (wanted !== undefined) return value === wanted ? { takes: 'always', by } : undefined
  const pattern = nginxAnnotation(canary, 'canary-by-header-pattern')
  if (pattern !== undefined) {
    const match = matchAnywhere(pattern, value, matchRegex)
    if (match === 'undecided') return { takes: 'undecided', by: `${by}, pattern ${pattern}` }
    return match === 'no-match' ? undefined : { takes: 'always', by }
  }
  return alwaysOrNever(value, by)
}

function byCookie(canary: Ingress, { cookies }: ReadRequest): CanaryVerdict | undefined {
  const name = nginxAnnotation(canary, 'canary-by-cookie')
  const value = name === undefined ? undefined : cookies.get(name)
  return value === undefined ? undefined : alwaysOrNever(value, `cookie ${name}=${value}`)
}

function alwaysOrNever(value: string, by: string): CanaryVerdict | undefined {
  return value === 'always' || value === 'never' ? { takes: value, by } : undefined
}

function byWeight(canary: Ingress): CanaryVerdict {
  const weight = nginxNumber(canary, 'canary-weight') ?? 0
  const total = Math.max(100, nginxNumber(canary, 'canary-weight-total') ?? 100)
  if (weight === 0) return NEVER
  return { takes: 'weight', part: Math.min(1, weight / total), weight, total }
}
