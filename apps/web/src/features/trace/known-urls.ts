import type { ProjectedObject } from '@portolan/contract'
import type { Gateway, GRPCRoute, HTTPRoute, Ingress } from '@portolan/domain'

/** Kinds that name hosts, and those that say with which scheme they are spoken to. */
export const HOST_KINDS = ['Ingress', 'HTTPRoute', 'GRPCRoute', 'Gateway'] as const

/** Suggestions are for people: beyond this many nobody looks, and typing narrows them. */
const MOST_URLS = 2_000

const PATTERN = /[\\^$|?*+()[\]{}]/

/** Addresses that rules of these objects name, each once, ascending by host and path. A pattern is offered without its path. */
export function knownUrls(objects: readonly ProjectedObject[]): string[] {
  const gateways = new Map(
    objects.filter(isKind<Gateway>('Gateway')).map((gateway) => [placeOf(gateway), gateway] as const),
  )
  const found = new Set<string>()
  for (const object of objects) {
    if (isKind<Ingress>('Ingress')(object)) addAll(found, urlsOfIngress(object))
    if (isKind<HTTPRoute>('HTTPRoute')(object)) addAll(found, urlsOfRoute(object, pathsOfHttp(object), gateways))
    if (isKind<GRPCRoute>('GRPCRoute')(object)) addAll(found, urlsOfRoute(object, ['/'], gateways))
  }
  return [...found].sort((a, b) => compare(hostFirst(a), hostFirst(b))).slice(0, MOST_URLS)
}

/** The suggestions that hold every typed word, those that begin with what was typed first. */
export function matchingUrls(urls: readonly string[], typed: string): readonly string[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return urls
  const found = urls.filter((url) => words.every((word) => url.toLowerCase().includes(word)))
  const isBeginning = (url: string) => hostFirst(url).startsWith(hostFirst(words[0] ?? ''))
  return [...found.filter(isBeginning), ...found.filter((url) => !isBeginning(url))]
}

/** What was typed as a URL: plain HTTP where no scheme was given. */
export function withScheme(typed: string): string {
  const text = typed.trim()
  return text === '' || text.includes('://') ? text : `http://${text}`
}

function urlsOfIngress({ spec }: Ingress): string[] {
  return spec.rules.flatMap(({ host, http }) => {
    if (!host) return []
    const isTls = spec.tls.some(({ hosts }) => hosts.length === 0 || hosts.includes(host))
    const paths = http?.paths.map(({ path }) => path ?? '/') ?? ['/']
    return paths.map((path) => urlOf(isTls ? 'https' : 'http', host, path))
  })
}

function pathsOfHttp({ spec }: HTTPRoute): string[] {
  return spec.rules.flatMap(({ matches }) => matches.map(({ path }) => path.value))
}

function urlsOfRoute(
  route: HTTPRoute | GRPCRoute,
  paths: readonly string[],
  gateways: ReadonlyMap<string, Gateway>,
): string[] {
  const { parentRefs, hostnames } = route.spec
  const listeners = parentRefs
    .flatMap(
      ({ namespace = route.metadata.namespace, name }) => gateways.get(`${namespace}/${name}`)?.spec.listeners ?? [],
    )
    .filter(({ protocol }) => protocol === 'HTTP' || protocol === 'HTTPS')
  const best = listeners.find(({ protocol }) => protocol === 'HTTPS') ?? listeners[0]
  const scheme = best?.protocol === 'HTTPS' ? 'https' : 'http'
  const isUsual = best === undefined || best.port === 0 || best.port === (scheme === 'https' ? 443 : 80)
  const port = isUsual ? '' : `:${best.port}`
  return hostnames.flatMap((host) => paths.map((path) => urlOf(scheme, `${hostOf(host)}${port}`, path)))
}

function urlOf(scheme: 'http' | 'https', host: string, path: string): string {
  return `${scheme}://${hostOf(host)}${PATTERN.test(path) || !path.startsWith('/') ? '/' : encodeURI(path)}`
}

/** Any label stands for a wildcard's. */
function hostOf(host: string): string {
  return host.startsWith('*.') ? `any${host.slice(1)}` : host
}

function hostFirst(url: string): string {
  return url.replace(/^https?:\/\//, '')
}

function placeOf({ metadata: { namespace, name } }: Gateway): string {
  return `${namespace}/${name}`
}

function isKind<Kind extends { readonly kind: string }>(kind: Kind['kind']) {
  return (object: ProjectedObject | Kind): object is ProjectedObject & Kind => object.kind === kind
}

function addAll(found: Set<string>, urls: readonly string[]): void {
  for (const url of urls) found.add(url)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A few of them, of different hosts as far as there are. */
export function exampleUrls(urls: readonly string[], most = 8): readonly string[] {
  const seen = new Set<string>()
  const firstOfHost = urls.filter((url) => {
    const host = hostFirst(url).split('/')[0] ?? ''
    return !seen.has(host) && seen.add(host)
  })
  return [...new Set([...firstOfHost, ...urls])].slice(0, most)
}
