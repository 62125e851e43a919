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
  | { readonly kind: 'differs'; readonly why: Message }
  | { readonly kind: 'undecided'; readonly pattern: string }

const MATCH: MatchVerdict = { kind: 'match' }

/** All conditions of a match must hold (rule E.5.6). What surely differs decides before what cannot be told. */
export function matchRequest(
  { http, grpc }: RouteMatch,
  request: ReadRequest,
  matchRegex: MatchRegex | undefined,
): MatchVerdict {
  const verdicts = http ? httpVerdicts(http, request, matchRegex) : grpcVerdicts(grpc, request, matchRegex)
  let open: MatchVerdict = MATCH
  for (const verdict of verdicts) {
    if (verdict.kind === 'differs') return verdict
    if (verdict.kind === 'undecided') open = verdict
  }
  return open
}

function* httpVerdicts(
  { path, method, headers, queryParams }: HTTPRouteMatch,
  request: ReadRequest,
  matchRegex: MatchRegex | undefined,
): IterableIterator<MatchVerdict> {
  yield pathVerdict(path, request.path, matchRegex)
  if (method !== undefined && method !== request.method) yield differs(say('candidate.method-differs', { method }))
  yield* headerVerdicts(headers, request, matchRegex)
  for (const parameter of queryParams) {
    const why = say('candidate.query-differs', { parameter: parameter.name })
    yield valueVerdict(parameter, request.parameters.get(parameter.name), { why, matchRegex })
  }
}

function pathVerdict({ type, value }: HTTPRouteMatch['path'], path: string, matchRegex: MatchRegex | undefined) {
  const why = say('candidate.path-differs', {})
  if (type === 'RegularExpression') return regexVerdict(value, path, { why, matchRegex })
  return (type === 'Exact' ? path === value : hasPathPrefix(path, value)) ? MATCH : differs(why)
}

/** A call is the path `/service/method`. */
function* grpcVerdicts(
  grpc: GRPCRouteMatch | undefined,
  request: ReadRequest,
  matchRegex: MatchRegex | undefined,
): IterableIterator<MatchVerdict> {
  const why = say('candidate.service-differs', {})
  const [, service = '', method = '', ...more] = request.path.split('/')
  if (service === '' || method === '' || more.length > 0) yield differs(why)
  for (const [wanted, called] of [
    [grpc?.method?.service, service],
    [grpc?.method?.method, method],
  ] as const) {
    if (wanted === undefined) continue
    if (grpc?.method?.type === 'RegularExpression') yield regexVerdict(wanted, called, { why, matchRegex })
    else if (wanted !== called) yield differs(why)
  }
  yield* headerVerdicts(grpc?.headers ?? [], request, matchRegex)
}

function* headerVerdicts(
  headers: readonly ValueMatch[],
  request: ReadRequest,
  matchRegex: MatchRegex | undefined,
): IterableIterator<MatchVerdict> {
  for (const header of headers) {
    const why = say('candidate.header-differs', { header: header.name })
    yield valueVerdict(header, request.headers.get(header.name.toLowerCase()), { why, matchRegex })
  }
}

interface Otherwise {
  readonly why: Message
  readonly matchRegex: MatchRegex | undefined
}

function valueVerdict({ type, value }: ValueMatch, sent: string | undefined, otherwise: Otherwise): MatchVerdict {
  if (sent === undefined) return differs(otherwise.why)
  if (type === 'RegularExpression') return regexVerdict(value, sent, otherwise)
  return sent === value ? MATCH : differs(otherwise.why)
}

function regexVerdict(pattern: string, text: string, { why, matchRegex }: Otherwise): MatchVerdict {
  const match = matchWhole(pattern, text, matchRegex)
  if (match === 'undecided') return { kind: 'undecided', pattern }
  return match === 'no-match' ? differs(why) : MATCH
}

function differs(why: Message): MatchVerdict {
  return { kind: 'differs', why }
}
