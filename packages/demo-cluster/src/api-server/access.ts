import type { ApiResource } from './api-resource.ts'
import { StatusAnswer, statuses } from './status.ts'

/** Who may come in, by bearer token. Without it the server asks nobody for anything. */
export type Access = Readonly<Record<string, Subject>>

export interface Subject {
  /** `system:serviceaccount:portolan:reader` */
  user: string
  groups?: readonly string[]
  rules: readonly AccessRule[]
}

/** One rule of a ClusterRole or Role, with where it is bound. `*` matches all verbs, groups or resources. */
export interface AccessRule {
  verbs: readonly string[]
  /** `''` is the core group. */
  apiGroups: readonly string[]
  resources: readonly string[]
  /** Bound in these namespaces only; absent: in the whole cluster. */
  namespaces?: readonly string[]
}

/** One thing a subject may want to do. Source: authorization.k8s.io/v1 ResourceAttributes. */
export interface ResourceAttributes {
  verb?: string
  group?: string
  resource?: string
  namespace?: string
  name?: string
}

const administrator: Subject = {
  user: 'system:admin',
  groups: ['system:masters'],
  rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
}

/** @throws {StatusAnswer} 401 for a missing or unknown token */
export function authenticate(access: Access | undefined, authorization: string | undefined): Subject {
  if (access === undefined) return administrator
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
  const subject = token !== undefined && Object.hasOwn(access, token) ? access[token] : undefined
  if (subject === undefined) throw new StatusAnswer(statuses.unauthorized())
  return subject
}

/** A rule bound in a namespace allows nothing across the cluster. */
export function isAllowed(subject: Subject, wanted: ResourceAttributes): boolean {
  const covers = (listed: readonly string[], value: string | undefined): boolean =>
    listed.includes('*') || listed.includes(value ?? '')
  return subject.rules.some(
    (rule) =>
      covers(rule.verbs, wanted.verb) &&
      covers(rule.apiGroups, wanted.group) &&
      covers(rule.resources, wanted.resource) &&
      (rule.namespaces === undefined || (wanted.namespace !== undefined && rule.namespaces.includes(wanted.namespace))),
  )
}

/** @throws {StatusAnswer} 403 in the words of the RBAC authorizer */
export function authorize(
  subject: Subject,
  verb: string,
  target: { resource: ApiResource; namespace?: string; name?: string },
): void {
  const { group, plural } = target.resource
  const { namespace, name } = target
  const wanted: ResourceAttributes = {
    verb,
    group,
    resource: plural,
    ...(namespace === undefined ? {} : { namespace }),
  }
  if (isAllowed(subject, wanted)) return
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`
  const what = `${plural}${group === '' ? '' : `.${group}`}${name === undefined ? '' : ` "${name}"`}`
  const message = `${what} is forbidden: User "${subject.user}" cannot ${verb} resource "${plural}" in API group "${group}" ${where}`
  const details = { ...(name === undefined ? {} : { name }), ...(group === '' ? {} : { group }), kind: plural }
  throw new StatusAnswer(statuses.forbidden(message, details))
}

/** Answer a SelfSubjectAccessReview. */
export function reviewAccess(subject: Subject, body: unknown): object {
  const spec = specOf(body)
  const wanted = (spec.resourceAttributes ?? {}) as ResourceAttributes
  const allowed = isAllowed(subject, {
    ...wanted,
    ...(wanted.namespace === '' ? { namespace: undefined } : {}),
  } as ResourceAttributes)
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec,
    status: { allowed, ...(allowed ? { reason: 'RBAC: allowed by the rules of this server' } : {}) },
  }
}

/** Answer a SelfSubjectRulesReview: what is allowed in one namespace. */
export function reviewRules(subject: Subject, body: unknown): object {
  const spec = specOf(body)
  const namespace = typeof spec.namespace === 'string' ? spec.namespace : ''
  const isBoundHere = (rule: AccessRule): boolean =>
    rule.namespaces === undefined || rule.namespaces.includes(namespace)
  const resourceRules = subject.rules
    .filter(isBoundHere)
    .map(({ verbs, apiGroups, resources }) => ({ verbs, apiGroups, resources }))
  return {
    kind: 'SelfSubjectRulesReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec: {},
    status: {
      resourceRules,
      nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/version', '/api', '/api/*', '/apis', '/apis/*'] }],
      incomplete: false,
    },
  }
}

function specOf(body: unknown): Record<string, unknown> {
  const spec = typeof body === 'object' && body !== null ? (body as { spec?: unknown }).spec : undefined
  if (typeof spec === 'object' && spec !== null) return spec as Record<string, unknown>
  throw new StatusAnswer(statuses.badRequest('the review has no spec'))
}
