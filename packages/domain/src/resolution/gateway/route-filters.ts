import { keyOf } from '../../kubernetes/object-key.ts'
import type { PathModifier, RequestRedirect, RouteFilter } from '../../kubernetes/routes.ts'
import { type Message, say } from '../messages/message.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { ResolutionStep } from '../resolution.ts'
import { fieldOfRule, type RouteMatch, ruleOf } from './route-match.ts'

const DEFAULT_PORT: Readonly<Record<string, number>> = { http: 80, https: 443 }

/** A redirect that ends the way. */
export interface FilterRedirect {
  readonly status: number
  readonly location: string
}

/** What the filters of the winning rule do to a request (rule E.5.7). */
export function applyFilters(
  match: RouteMatch,
  request: ReadRequest,
): { readonly redirect?: FilterRedirect; readonly steps: readonly ResolutionStep[] } {
  const filters = ruleOf(match)?.filters ?? []
  const evidence = [{ object: keyOf(match.route), field: `${fieldOfRule(match)}.filters` }]
  const step = (message: Message): ResolutionStep => ({ id: 'filters', state: 'ok', message, evidence })
  const redirecting = filters.find(({ requestRedirect }) => requestRedirect)?.requestRedirect
  if (redirecting) {
    const location = redirectLocation(redirecting, request, prefixOf(match))
    return {
      redirect: { status: redirecting.statusCode, location },
      steps: [step(say('filters.redirect', { location }))],
    }
  }
  const messages = filters.flatMap((filter) => rewriteMessages(filter, request, prefixOf(match)))
  const others = [...new Set(filters.filter(({ urlRewrite }) => !urlRewrite).map(({ type }) => type))]
  if (others.length > 0) messages.push(say('filters.other', { types: others.join(', ') }))
  return { steps: messages.map(step) }
}

function rewriteMessages({ urlRewrite }: RouteFilter, { path }: ReadRequest, prefix: string | undefined): Message[] {
  const messages: Message[] = []
  if (urlRewrite?.path) messages.push(say('filters.rewrite', { path: modifiedPath(urlRewrite.path, path, prefix) }))
  if (urlRewrite?.hostname !== undefined) messages.push(say('filters.rewrite-host', { host: urlRewrite.hostname }))
  return messages
}

/** What a redirect keeps of the request it does not replace; the port goes where the scheme has it by default. */
function redirectLocation(redirect: RequestRedirect, request: ReadRequest, prefix: string | undefined): string {
  const scheme = redirect.scheme ?? (request.protocol === 'https' ? 'https' : 'http')
  const kept = redirect.scheme === undefined ? request.port : DEFAULT_PORT[scheme]
  const port = redirect.port ?? kept ?? request.port
  const host = redirect.hostname ?? (request.host.includes(':') ? `[${request.host}]` : request.host)
  const path = redirect.path ? modifiedPath(redirect.path, request.path, prefix) : request.path
  return `${scheme}://${host}${port === DEFAULT_PORT[scheme] ? '' : `:${port}`}${path}${request.query}`
}

/** Source: gateway.networking.k8s.io/v1 HTTPPathModifier. Slashes between the new prefix and the rest are neither doubled nor lost. */
function modifiedPath(modifier: PathModifier, path: string, prefix: string | undefined): string {
  if (modifier.type === 'ReplaceFullPath') return modifier.replaceFullPath || '/'
  const rest = path.slice((prefix ?? '').replace(/\/$/, '').length)
  const start = (modifier.replacePrefixMatch ?? '').replace(/\/$/, '')
  const end = rest === '' || rest.startsWith('/') ? rest : `/${rest}`
  return `${start}${end}` || '/'
}

function prefixOf({ http }: RouteMatch): string | undefined {
  return http?.path.type === 'PathPrefix' ? http.path.value : undefined
}
