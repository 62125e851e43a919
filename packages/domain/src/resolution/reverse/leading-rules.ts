import type { Ingress, IngressBackend } from '../../kubernetes/ingress.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { BackendRef, HTTPRouteMatch, ValueMatch } from '../../kubernetes/routes.ts'
import { isBackendOf } from '../../topology/backend-services.ts'
import type { GatewayEntry } from '../entries/gateway-entry.ts'
import type { IngressEntry } from '../entries/ingress-entry.ts'
import type { AttachedRoute } from '../gateway/attachment.ts'
import type { ListenerRoutes } from '../gateway/gateway-routes.ts'
import { matchCandidate, matchesOf, type RouteMatch, ruleOf } from '../gateway/route-match.ts'
import { tlsEntryFor } from '../ingress/certificate.ts'
import { pathCandidate, pathRulesOf } from '../ingress/path-rule.ts'
import { say } from '../messages/message.ts'
import { isCanary } from '../nginx/annotations.ts'
import type { BackendRole, RuleCandidate } from '../resolution.ts'
import type { UrlPattern } from './url-pattern.ts'

/** A Service by its name. */
export interface NamedService {
  readonly namespace: string
  readonly name: string
}

/** A rule that names a Service, and what a request for it must have beside its URL. */
export interface LeadingRule {
  readonly candidate: Pick<RuleCandidate, 'object' | 'field' | 'host' | 'path' | 'pathType' | 'conditions'>
  readonly role: BackendRole
  readonly scheme: UrlPattern['scheme']
  readonly port?: number
  readonly method?: string
  readonly headers?: readonly ValueMatch[]
  readonly query?: readonly ValueMatch[]
  /** Of a default backend: some hosts of its Ingress. */
  readonly hosts?: readonly string[]
}

/** How many hosts a default backend is tried with. */
const MAX_HOSTS = 3

const WON = say('candidate.won', {})

/** The paths and default backends of Ingresses that name a Service. */
export function* ingressRulesTo(service: NamedService, { rules }: IngressEntry): IterableIterator<LeadingRule> {
  for (const ingress of rules.ingresses) {
    if (ingress.metadata.namespace !== service.namespace) continue
    if (!isBackendOf(ingress, service.namespace, service.name)) continue
    const role = isCanary(ingress) ? 'canary' : 'rule'
    for (const rule of pathRulesOf(ingress)) {
      if (!names(rule.backend, service)) continue
      const scheme = rule.host !== '' && tlsEntryFor(rule.host, rules.claimantsOf(rule.host)) ? 'https' : 'http'
      yield { candidate: pathCandidate(rule, 'won', WON), role, scheme }
    }
    if (names(ingress.spec.defaultBackend, service)) yield defaultRule(ingress)
  }
}

function names(backend: IngressBackend | undefined, { name }: NamedService): boolean {
  return backend?.service?.name === name
}

function defaultRule(ingress: Ingress): LeadingRule {
  const candidate = { object: keyOf(ingress), field: 'spec.defaultBackend', conditions: [] }
  const hosts = ingress.spec.rules.slice(0, MAX_HOSTS).flatMap(({ host }) => host ?? [])
  return { candidate, role: 'default', scheme: 'http', hosts }
}

/** The matches of attached routes that name a Service, per listener and hostname. */
export function* gatewayRulesTo(service: NamedService, entry: GatewayEntry): IterableIterator<LeadingRule> {
  for (const listener of entry.listeners()) {
    for (const attached of listener.attached) {
      if (isBackendOf(attached.route, service.namespace, service.name)) yield* routeRules(service, attached, listener)
    }
  }
}

function* routeRules(
  service: NamedService,
  { route, hostnames }: AttachedRoute,
  { listener }: ListenerRoutes,
): IterableIterator<LeadingRule> {
  const { protocol, port } = listener
  for (const hostname of hostnames) {
    if (route.kind !== 'HTTPRoute' && route.kind !== 'GRPCRoute') {
      const scheme = protocol === 'UDP' ? 'udp' : protocol === 'TLS' ? 'tls' : 'tcp'
      const host = hostname === '' ? {} : { host: hostname }
      const candidate = { object: keyOf(route), field: 'spec.rules[0]', conditions: [], ...host }
      yield { candidate, role: 'rule', scheme, port }
      continue
    }
    for (const match of matchesOf(route, hostname)) {
      const refs = ruleOf(match)?.backendRefs ?? []
      if (refs.some((ref) => isRefTo(ref, service, route.metadata.namespace)))
        yield { ...ruleOfMatch(match), port, scheme: protocol === 'HTTPS' ? 'https' : 'http' }
    }
  }
}

function isRefTo({ kind, name, namespace }: BackendRef, service: NamedService, own: string | undefined): boolean {
  return kind === 'Service' && name === service.name && (namespace ?? own) === service.namespace
}

function ruleOfMatch(match: RouteMatch): Omit<LeadingRule, 'scheme'> {
  const candidate = matchCandidate(match, 'won', WON)
  const { http, grpc } = match
  if (http) return { candidate, role: 'rule', ...needsOf(http) }
  const { service = 'any.Service', method = 'Any' } = grpc?.method ?? {}
  const call = { path: `/${service}/${method}`, pathType: grpc?.method?.type ?? 'Exact' }
  return { candidate: { ...candidate, ...call }, role: 'rule', method: 'POST', headers: grpc?.headers ?? [] }
}

function needsOf({ method, headers, queryParams }: HTTPRouteMatch): Pick<LeadingRule, 'method' | 'headers' | 'query'> {
  return { ...(method !== undefined && { method }), headers, query: queryParams }
}
