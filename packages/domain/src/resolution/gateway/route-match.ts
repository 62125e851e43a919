import { elementPath } from '../../history/field-path.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { GRPCRoute, GRPCRouteMatch, HTTPRoute, HTTPRouteMatch, ValueMatch } from '../../kubernetes/routes.ts'
import type { Message } from '../messages/message.ts'
import type { RuleCandidate, RuleVerdict } from '../resolution.ts'

/** One match of one rule of an HTTPRoute or GRPCRoute, on a listener. */
export interface RouteMatch {
  readonly route: HTTPRoute | GRPCRoute
  /** The host that covers the request; `''`: every host. */
  readonly hostname: string
  readonly ruleIndex: number
  readonly matchIndex: number
  readonly http?: HTTPRouteMatch
  /** Absent with `http`, and for a GRPCRoute rule that takes every call. */
  readonly grpc?: GRPCRouteMatch
}

/** Every match of a route in its order. */
export function* matchesOf(route: HTTPRoute | GRPCRoute, hostname: string): IterableIterator<RouteMatch> {
  if (route.kind === 'HTTPRoute') {
    for (const [ruleIndex, { matches }] of route.spec.rules.entries())
      for (const [matchIndex, http] of matches.entries()) yield { route, hostname, ruleIndex, matchIndex, http }
    return
  }
  for (const [ruleIndex, { matches }] of route.spec.rules.entries()) {
    if (matches.length === 0) yield { route, hostname, ruleIndex, matchIndex: 0 }
    for (const [matchIndex, grpc] of matches.entries()) yield { route, hostname, ruleIndex, matchIndex, grpc }
  }
}

/** The rule a match belongs to. */
export function ruleOf({ route, ruleIndex }: RouteMatch) {
  return route.spec.rules[ruleIndex]
}

/** Path of the rule in its route: `spec.rules[0]`. */
export function fieldOfRule({ ruleIndex }: Pick<RouteMatch, 'ruleIndex'>): string {
  return elementPath('spec.rules', ruleIndex)
}

/** A match as a person names it: `HTTPRoute/shop/web spec.rules[0].matches[1]`. */
export function nameOfMatch(match: RouteMatch): string {
  return `${keyOf(match.route)} ${fieldOfMatch(match)}`
}

function fieldOfMatch({ ruleIndex, matchIndex }: RouteMatch): string {
  return elementPath(`${fieldOfRule({ ruleIndex })}.matches`, matchIndex)
}

/** How a match fared. */
export function matchCandidate(match: RouteMatch, verdict: RuleVerdict, reason: Message): RuleCandidate {
  const { route, hostname, http, grpc } = match
  const refs = ruleOf(match)?.backendRefs ?? []
  return {
    object: keyOf(route),
    field: fieldOfMatch(match),
    ...(hostname !== '' && { host: hostname }),
    ...(http && { path: http.path.value, pathType: http.path.type }),
    conditions: [...grpcConditions(grpc), ...(http ? httpConditions(http) : [])],
    backends: refs.map(({ kind, namespace, name }) => objectKey(kind, namespace ?? route.metadata.namespace, name)),
    verdict,
    reason,
  }
}

function httpConditions({ method, headers, queryParams }: HTTPRouteMatch): string[] {
  return [
    ...(method === undefined ? [] : [`method ${method}`]),
    ...headers.map((header) => `header ${valueText(header, ': ')}`),
    ...queryParams.map((parameter) => `query ${valueText(parameter, '=')}`),
  ]
}

function grpcConditions(grpc: GRPCRouteMatch | undefined): string[] {
  const { method, headers = [] } = grpc ?? {}
  const call = method && `call ${method.service ?? '*'}/${method.method ?? '*'}`
  return [...(call === undefined ? [] : [call]), ...headers.map((header) => `header ${valueText(header, ': ')}`)]
}

function valueText({ type, name, value }: ValueMatch, separator: string): string {
  return `${name}${type === 'Exact' ? separator : ' ~ '}${value}`
}
