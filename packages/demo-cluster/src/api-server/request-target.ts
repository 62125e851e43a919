import type { ApiResource } from './api-resource.ts'

/** What a path means. Absent resources and unknown paths are `unknown`: the API answers both with a plain 404. */
export type RequestTarget =
  | { kind: 'version' }
  | { kind: 'health' }
  | { kind: 'core-versions' }
  | { kind: 'groups' }
  | { kind: 'group'; group: string }
  | { kind: 'group-version'; group: string; version: string }
  | { kind: 'self-review'; review: 'access' | 'rules' }
  | { kind: 'collection'; resource: ApiResource; namespace?: string }
  | { kind: 'object'; resource: ApiResource; namespace?: string; name: string }
  | { kind: 'unknown' }

const SELF_REVIEWS = new Map([
  ['selfsubjectaccessreviews', 'access' as const],
  ['selfsubjectrulesreviews', 'rules' as const],
])

/** Read a path against the resources that are installed now. */
export function parseTarget(pathname: string, installed: Iterable<ApiResource>): RequestTarget {
  const segments = pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeURIComponent)
  const [root, ...rest] = segments
  switch (root) {
    case 'version':
      return { kind: 'version' }
    case 'healthz':
    case 'livez':
    case 'readyz':
      return { kind: 'health' }
    case 'api':
      return rest.length === 0 ? { kind: 'core-versions' } : parseVersioned('', rest, installed)
    case 'apis':
      return parseGroup(rest, installed)
    default:
      return { kind: 'unknown' }
  }
}

function parseGroup([group, ...rest]: string[], installed: Iterable<ApiResource>): RequestTarget {
  if (group === undefined) return { kind: 'groups' }
  if (rest.length === 0) return { kind: 'group', group }
  return parseVersioned(group, rest, installed)
}

function parseVersioned(group: string, [version, ...rest]: string[], installed: Iterable<ApiResource>): RequestTarget {
  if (version === undefined) return { kind: 'unknown' }
  if (rest.length === 0) return { kind: 'group-version', group, version }
  const review = group === 'authorization.k8s.io' ? SELF_REVIEWS.get(rest.join('/')) : undefined
  if (review !== undefined) return { kind: 'self-review', review }
  const served = [...installed].filter((resource) => resource.group === group && resource.version === version)
  return parseResourcePath(rest, (plural) => served.find((resource) => resource.plural === plural))
}

function parseResourcePath(path: string[], find: (plural: string) => ApiResource | undefined): RequestTarget {
  // `namespaces/shop/pods` is scoped, `namespaces/shop` is one Namespace, `namespaces/shop/status` its status.
  const isScoped = path[0] === 'namespaces' && path.length > 2 && path[2] !== 'status'
  const namespace = isScoped ? path[1] : undefined
  const [plural, name, subresource, ...tooMuch] = isScoped ? path.slice(2) : path
  const resource = plural === undefined ? undefined : find(plural)
  if (resource === undefined || tooMuch.length > 0) return { kind: 'unknown' }
  if (isScoped && !resource.isNamespaced) return { kind: 'unknown' }
  const scope = namespace === undefined ? {} : { namespace }
  if (name === undefined) return { kind: 'collection', resource, ...scope }
  if (resource.isNamespaced && !isScoped) return { kind: 'unknown' }
  if (subresource !== undefined && !(subresource === 'status' && resource.hasStatus)) return { kind: 'unknown' }
  return { kind: 'object', resource, ...scope, name }
}
