import type {
  FilteredBackendRef,
  GRPCRoute,
  GRPCRouteMatch,
  GRPCRouteRule,
  HTTPRoute,
  HTTPRouteMatch,
  HTTPRouteRule,
  RouteParentStatus,
  StreamRouteRule,
  TCPRoute,
  TLSRoute,
  UDPRoute,
  ValueMatch,
} from '../routes.ts'
import { projectConditions } from './conditions.ts'
import { projectBackendRef, projectParent } from './gateway-references.ts'
import type { Common } from './projection.ts'
import { each, kept, optionalRecord, type Raw, record, text, texts } from './raw.ts'
import { projectFilter } from './route-filters.ts'

export function projectHttpRoute(raw: Raw, { apiVersion, metadata }: Common): HTTPRoute {
  const { hostnames, parentRefs, rules } = record(raw.spec)
  return {
    apiVersion,
    kind: 'HTTPRoute',
    metadata,
    spec: {
      hostnames: texts(hostnames),
      parentRefs: each(parentRefs, projectParent),
      rules: each(rules, projectHttpRule),
    },
    status: projectRouteStatus(raw),
  }
}

export function projectGrpcRoute(raw: Raw, { apiVersion, metadata }: Common): GRPCRoute {
  const { hostnames, parentRefs, rules } = record(raw.spec)
  return {
    apiVersion,
    kind: 'GRPCRoute',
    metadata,
    spec: {
      hostnames: texts(hostnames),
      parentRefs: each(parentRefs, projectParent),
      rules: each(rules, projectGrpcRule),
    },
    status: projectRouteStatus(raw),
  }
}

export function projectTlsRoute(raw: Raw, { apiVersion, metadata }: Common): TLSRoute {
  const { hostnames, parentRefs, rules } = record(raw.spec)
  return {
    apiVersion,
    kind: 'TLSRoute',
    metadata,
    spec: {
      hostnames: texts(hostnames),
      parentRefs: each(parentRefs, projectParent),
      rules: each(rules, projectStreamRule),
    },
    status: projectRouteStatus(raw),
  }
}

export function projectTcpRoute(raw: Raw, { apiVersion, metadata }: Common): TCPRoute {
  return { apiVersion, kind: 'TCPRoute', metadata, spec: projectStreamSpec(raw), status: projectRouteStatus(raw) }
}

export function projectUdpRoute(raw: Raw, { apiVersion, metadata }: Common): UDPRoute {
  return { apiVersion, kind: 'UDPRoute', metadata, spec: projectStreamSpec(raw), status: projectRouteStatus(raw) }
}

function projectStreamSpec(raw: Raw): TCPRoute['spec'] {
  const { parentRefs, rules } = record(raw.spec)
  return { parentRefs: each(parentRefs, projectParent), rules: each(rules, projectStreamRule) }
}

function projectRouteStatus(raw: Raw): { readonly parents: readonly RouteParentStatus[] } {
  return { parents: each(record(raw.status).parents, projectParentStatus) }
}

function projectParentStatus({ conditions, controllerName, parentRef }: Raw): RouteParentStatus {
  return {
    conditions: projectConditions(conditions),
    controllerName: text(controllerName) ?? '',
    parentRef: projectParent(parentRef),
  }
}

function projectHttpRule(rule: Raw): HTTPRouteRule {
  const matches = each(rule.matches, projectHttpMatch)
  return kept<HTTPRouteRule>({
    backendRefs: each(rule.backendRefs, projectFilteredBackend),
    filters: each(rule.filters, projectFilter),
    matches: matches.length > 0 ? matches : [projectHttpMatch({})],
    name: text(rule.name),
    timeouts: projectTimeouts(rule.timeouts),
  })
}

function projectTimeouts(value: unknown): HTTPRouteRule['timeouts'] {
  const timeouts = optionalRecord(value)
  if (timeouts === undefined) return undefined
  return kept<NonNullable<HTTPRouteRule['timeouts']>>({
    backendRequest: text(timeouts.backendRequest),
    request: text(timeouts.request),
  })
}

function projectHttpMatch(match: Raw): HTTPRouteMatch {
  const path = record(match.path)
  return kept<HTTPRouteMatch>({
    headers: each(match.headers, projectValueMatch),
    method: text(match.method),
    path: {
      type: text<HTTPRouteMatch['path']['type']>(path.type) ?? 'PathPrefix',
      value: text(path.value) ?? '/',
    },
    queryParams: each(match.queryParams, projectValueMatch),
  })
}

function projectValueMatch(match: Raw): ValueMatch {
  return {
    name: text(match.name) ?? '',
    type: match.type === 'RegularExpression' ? 'RegularExpression' : 'Exact',
    value: text(match.value) ?? '',
  }
}

function projectGrpcRule(rule: Raw): GRPCRouteRule {
  return kept<GRPCRouteRule>({
    backendRefs: each(rule.backendRefs, projectFilteredBackend),
    filters: each(rule.filters, projectFilter),
    matches: each(rule.matches, projectGrpcMatch),
    name: text(rule.name),
  })
}

function projectGrpcMatch(match: Raw): GRPCRouteMatch {
  return kept<GRPCRouteMatch>({
    headers: each(match.headers, projectValueMatch),
    method: projectGrpcMethod(match.method),
  })
}

function projectGrpcMethod(value: unknown): GRPCRouteMatch['method'] {
  const method = optionalRecord(value)
  if (method === undefined) return undefined
  return kept<NonNullable<GRPCRouteMatch['method']>>({
    method: text(method.method),
    service: text(method.service),
    type: method.type === 'RegularExpression' ? 'RegularExpression' : 'Exact',
  })
}

function projectStreamRule(rule: Raw): StreamRouteRule {
  return kept<StreamRouteRule>({ backendRefs: each(rule.backendRefs, projectBackendRef), name: text(rule.name) })
}

function projectFilteredBackend(backend: Raw): FilteredBackendRef {
  const { group, kind, ...rest } = projectBackendRef(backend)
  return { filters: each(backend.filters, projectFilter), group, kind, ...rest }
}
