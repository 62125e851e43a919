/** How a rule names a host; the first is the most specific. */
export type HostClass = 'exact' | 'wildcard' | 'any'

/** The wildcard of the Ingress API that covers a host: `*.shop.example` for `www.shop.example`. It stands for one label. */
export function oneLabelWildcard(host: string): string | undefined {
  const dot = host.indexOf('.')
  return dot > 0 ? `*${host.slice(dot)}` : undefined
}

/**
 * Wildcards of the Gateway API that cover a host, the most specific first: they stand for one label or more.
 * Source: gateway.networking.k8s.io/v1 Hostname, rule D.8.
 */
export function* wildcardsOver(host: string): IterableIterator<string> {
  for (let dot = host.indexOf('.'); dot > 0; dot = host.indexOf('.', dot + 1)) yield `*${host.slice(dot)}`
}

/** Whether a hostname of the Gateway API covers a host or a hostname; an absent one covers all. */
export function covers(hostname: string | undefined, host: string): boolean {
  if (hostname === undefined || hostname === host) return true
  return hostname.startsWith('*.') && host.endsWith(hostname.slice(1))
}

/**
 * The hosts that two hostnames share, as a hostname: the more specific one. `undefined` where they share none; absent ones
 * cover all, and `''` is what two absent ones share.
 */
export function sharedHostname(a: string | undefined, b: string | undefined): string | undefined {
  if (b === undefined) return a ?? ''
  if (covers(a, b)) return b
  return a !== undefined && covers(b, a) ? a : undefined
}
