import type { HeaderModifier, PathModifier, RequestRedirect, RouteFilter } from '../routes.ts'
import { projectBackendRef } from './gateway-references.ts'
import { each, kept, number, optionalRecord, positive, type Raw, record, text, texts } from './raw.ts'

/** HTTPRequestRedirectFilter.statusCode. */
const DEFAULT_REDIRECT_STATUS = 302

/** A filter of an HTTP or gRPC rule, without the values it puts into headers. */
export function projectFilter(filter: Raw): RouteFilter {
  return kept<RouteFilter>({
    extensionRef: projectExtension(filter.extensionRef),
    requestHeaderModifier: projectHeaderModifier(filter.requestHeaderModifier),
    requestMirror: filter.requestMirror
      ? { backendRef: projectBackendRef(record(filter.requestMirror).backendRef) }
      : undefined,
    requestRedirect: projectRedirect(filter.requestRedirect),
    responseHeaderModifier: projectHeaderModifier(filter.responseHeaderModifier),
    type: text(filter.type) ?? '',
    urlRewrite: projectRewrite(filter.urlRewrite),
  })
}

function projectExtension(value: unknown): RouteFilter['extensionRef'] {
  const extension = optionalRecord(value)
  if (extension === undefined) return undefined
  return { group: text(extension.group) ?? '', kind: text(extension.kind) ?? '', name: text(extension.name) ?? '' }
}

function projectHeaderModifier(value: unknown): HeaderModifier | undefined {
  const modifier = optionalRecord(value)
  if (modifier === undefined) return undefined
  const nameOf = ({ name }: Raw): string => text(name) ?? ''
  return { add: each(modifier.add, nameOf), remove: texts(modifier.remove), set: each(modifier.set, nameOf) }
}

function projectRedirect(value: unknown): RequestRedirect | undefined {
  const redirect = optionalRecord(value)
  if (redirect === undefined) return undefined
  return kept<RequestRedirect>({
    hostname: text(redirect.hostname),
    path: projectPathModifier(redirect.path),
    port: positive(redirect.port),
    scheme: text(redirect.scheme),
    statusCode: number(redirect.statusCode) ?? DEFAULT_REDIRECT_STATUS,
  })
}

function projectRewrite(value: unknown): RouteFilter['urlRewrite'] {
  const rewrite = optionalRecord(value)
  if (rewrite === undefined) return undefined
  return kept<NonNullable<RouteFilter['urlRewrite']>>({
    hostname: text(rewrite.hostname),
    path: projectPathModifier(rewrite.path),
  })
}

/** Empty texts count: `replacePrefixMatch: ''` strips the prefix. */
function projectPathModifier(value: unknown): PathModifier | undefined {
  const path = optionalRecord(value)
  if (path === undefined) return undefined
  const { replaceFullPath, replacePrefixMatch } = path
  return kept<PathModifier>({
    replaceFullPath: typeof replaceFullPath === 'string' ? replaceFullPath : undefined,
    replacePrefixMatch: typeof replacePrefixMatch === 'string' ? replacePrefixMatch : undefined,
    type: path.type === 'ReplaceFullPath' ? 'ReplaceFullPath' : 'ReplacePrefixMatch',
  })
}
