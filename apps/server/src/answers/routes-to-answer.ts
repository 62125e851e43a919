import type { RoutesTo } from '@portolan/contract'
import type { UrlPattern } from '@portolan/domain'
import { entryAnswer, messageAnswer } from './resolution-answer.ts'

/** Ports that a URL does not name. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, tls: 443 }

export function urlAnswer(pattern: UrlPattern): RoutesTo['urls'][number] {
  const { entry, service, source, role, host, path, pathType, conditions, example, reach, reason } = pattern
  return {
    url: patternText(pattern),
    ...(example !== undefined && { example }),
    object: source.object,
    field: source.field ?? '',
    service,
    entry: entryAnswer(entry),
    role,
    ...(host !== undefined && { host }),
    ...(path !== undefined && { path }),
    ...(pathType !== undefined && { pathType }),
    conditions: [...conditions],
    reach,
    ...(reason && { reason: messageAnswer(reason) }),
  }
}

/** As a person writes it; `*` where anything can be. */
function patternText({ scheme, host = '*', port, path, pathType }: UrlPattern): string {
  const authority = port === undefined || port === DEFAULT_PORTS[scheme] ? host : `${host}:${port}`
  return `${scheme}://${authority}${scheme.startsWith('http') ? pathText(path, pathType) : ''}`
}

function pathText(path = '/', pathType = 'Prefix'): string {
  const isPrefix = pathType === 'Prefix' || pathType === 'PathPrefix'
  if (!isPrefix) return path
  return path.endsWith('/') ? `${path}*` : `${path}/*`
}
