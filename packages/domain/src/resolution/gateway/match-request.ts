import type { GRPCRouteMatch, HTTPRouteMatch, ValueMatch } from '../../kubernetes/routes.ts'
import { type Message, say } from '../messages/message.ts'
import { hasPathPrefix } from '../path-match.ts'
import { matchWhole } from '../pattern-match.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { MatchRegex } from '../resolution-options.ts'
import type { RouteMatch } from './route-match.ts'

/** Whether a match takes a request; otherwise why not, or what cannot be told. */
export type MatchVerdict =
  | { readonly kind: 'match' }
  | { readonly kind: 'differs'; readonly why: () => Message }
  | { readonly kind: 'undecided'; readonly pattern: string }

const MATCH: MatchVerdict = { kind: 'match' }
const OTHER_PATH = { kind: 'differs', why: (): Message => say('candidate.path-differs', {}) } as const
const OTHER_CALL = { kind: 'differs', why: (): Message => say('candidate.service-differs', {}) } as const

/** All conditions of a match must hold (rule E.5.6). What surely differs decides before what cannot be told. */
export function matchRequest(
  { http, grpc }: RouteMatch,
  request: ReadRequest,
  matchRegex: MatchRegex | undefined,
): MatchVerdict {
  const first = http ? pathVerdict(http.path, request.path, matchRegex) : callVerdict(grpc, request.path, matchRegex)
  if (first.kind === 'differs') return first
  const verdicts = [first, ...(http ? httpVerdicts(http, request, matchRegex) : [])]
  for (const header of firstOfEachName((http ?? grpc)?.headers ?? [])) {
    const differs = (): Message => say('candidate.header-differs', { header: header.name })
    verdicts.push(valueVerdict(header, request.headers.get(header.name.toLowerCase()), { differs, matchRegex }))
  }
  return combined(verdicts)
}

/** Of headers whose names differ in case at most, only the first is asked for. Source: gateway.networking.k8s.io/v1 HTTPRouteMatch. */
function firstOfEachName(headers: readonly ValueMatch[]): readonly ValueMatch[] {
  const names = headers.map(({ name }) => name.toLowerCase())
  return headers.filter((_, index) => names.indexOf(names[index] ?? '') === index)
}

function combined(verdicts: readonly MatchVerdict[]): MatchVerdict {
  return verdicts.find(({ kind }) => kind === 'differs') ?? verdicts.find(({ kind }) => kind === 'undecided') ?? MATCH
}

function httpVerdicts(
  { method, queryParams }: HTTPRouteMatch,
  request: ReadRequest,
  matchRegex: MatchRegex | undefined,
): MatchVerdict[] {
  const verdicts: MatchVerdict[] = queryParams.map((parameter) => {
    const differs = (): Message => say('candidate.query-differs', { parameter: parameter.name })
    return valueVerdict(parameter, request.parameters.get(parameter.name), { differs, matchRegex })
  })
  if (method === undefined || method === request.method) return verdicts
  return [{ kind: 'differs', why: () => say('candidate.method-differs', { method }) }, ...verdicts]
}

function pathVerdict({ type, value }: HTTPRouteMatch['path'], path: string, matchRegex: MatchRegex | undefined) {
  if (type === 'RegularExpression') return regexVerdict(value, path, { differs: OTHER_PATH.why, matchRegex })
  return (type === 'Exact' ? path === value : hasPathPrefix(path, value)) ? MATCH : OTHER_PATH
}

/** A call is the path `/service/method`. */
function callVerdict(grpc: GRPCRouteMatch | undefined, path: string, matchRegex: MatchRegex | undefined): MatchVerdict {
  const [, service = '', method = '', ...more] = path.split('/')
  if (service === '' || method === '' || more.length > 0) return OTHER_CALL
  const { type, service: wantedService, method: wantedMethod } = grpc?.method ?? {}
  const verdictOf = (wanted: string | undefined, called: string): MatchVerdict => {
    if (wanted === undefined) return MATCH
    if (type === 'RegularExpression') return regexVerdict(wanted, called, { differs: OTHER_CALL.why, matchRegex })
    return wanted === called ? MATCH : OTHER_CALL
  }
  return combined([verdictOf(wantedService, service), verdictOf(wantedMethod, method)])
}

interface Otherwise {
  readonly differs: () => Message
  readonly matchRegex: MatchRegex | undefined
}

function valueVerdict({ type, value }: ValueMatch, sent: string | undefined, otherwise: Otherwise): MatchVerdict {
  if (sent !== undefined && type === 'RegularExpression') return regexVerdict(value, sent, otherwise)
  return sent === value ? MATCH : { kind: 'differs', why: otherwise.differs }
}

function regexVerdict(pattern: string, text: string, { differs, matchRegex }: Otherwise): MatchVerdict {
  const match = matchWhole(pattern, text, matchRegex)
  if (match === 'undecided') return { kind: 'undecided', pattern }
  return match === 'no-match' ? { kind: 'differs', why: differs } : MATCH
}
