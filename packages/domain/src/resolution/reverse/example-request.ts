import type { ResolutionRequest } from '../resolution-options.ts'
import type { LeadingRule } from './leading-rules.ts'

/** Stands for what a wildcard or an absent host leaves open; `.invalid` names nobody (RFC 6761). */
const ANY_HOST = 'any-host.invalid'
const ANY_LABEL = 'any'
/** A path below a prefix that no rule is likely to name. */
const BELOW = 'portolan-looks-below'
const PATTERN = /[\\^$|?*+()[\]{}]/

/**
 * Requests that a rule is for: its path, and for a prefix one below it; none where a pattern would have to be made up.
 *
 * @param mayBePattern its path may be a regular expression
 */
export function exampleRequests(rule: LeadingRule, mayBePattern: boolean): ResolutionRequest[] {
  const { host, path = '/', pathType } = rule.candidate
  const { headers = [], query = [] } = rule
  if (rule.role === 'default') return [undefined, ...(rule.hosts ?? [])].map((each) => unmatched(each))
  if (pathType === 'RegularExpression' || (mayBePattern && PATTERN.test(path))) return []
  if ([...headers, ...query].some(({ type }) => type === 'RegularExpression')) return []
  const below = pathType === 'Prefix' || pathType === 'PathPrefix' || pathType === 'ImplementationSpecific'
  const paths = below ? [path, `${path.replace(/\/$/, '')}/${BELOW}`] : [path]
  const parameters = query.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  const suffix = parameters.length === 0 ? '' : `?${parameters.join('&')}`
  return paths.map((each) => ({
    url: `${rule.scheme}://${hostFor(host)}${portFor(rule)}${encodeURI(each)}${suffix}`,
    ...(rule.method !== undefined && { method: rule.method }),
    headers,
  }))
}

/** A default backend is for what no rule is likely to name. */
function unmatched(host: string | undefined): ResolutionRequest {
  return { url: `http://${hostFor(host)}/${BELOW}` }
}

function hostFor(host: string | undefined): string {
  if (host === undefined) return ANY_HOST
  return host.startsWith('*.') ? `${ANY_LABEL}${host.slice(1)}` : host
}

function portFor({ scheme, port }: LeadingRule): string {
  const isDefault =
    port === undefined || port === 0 || (scheme === 'http' && port === 80) || (scheme === 'https' && port === 443)
  return isDefault ? '' : `:${port}`
}
