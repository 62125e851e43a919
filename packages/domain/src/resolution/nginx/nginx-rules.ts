import { type HostClass, oneLabelWildcard } from '../host-match.ts'
import type { IngressRules } from '../ingress/ingress-rules.ts'
import { type PathRule, pathRulesOf } from '../ingress/path-rule.ts'
import { listed } from '../lists-by-key.ts'
import { say } from '../messages/message.ts'
import { isCanary, isOn, nginxAnnotation } from './annotations.ts'
import { buildServer, type IgnoredRule, identityOf, type NginxServer, type Upstream } from './nginx-server.ts'

/** A server that covers a request, and how. */
export interface CoveringServer {
  readonly server: NginxServer
  readonly hostClass: HostClass
}

/** The servers ingress-nginx makes of the Ingresses of one controller, each made when it is asked for. */
export class NginxRules {
  readonly rules: IngressRules
  readonly #servers = new Map<string, NginxServer>()
  #aliases: Map<string, string> | undefined
  #canaries: { byUpstream: Map<string, PathRule[]>; homeless: Map<string, IgnoredRule[]> } | undefined

  constructor(rules: IngressRules) {
    this.rules = rules
  }

  /** The servers that cover a host, the most specific first; the last is the catch-all one, which is always there (rule E.4.4). */
  serversOver({ host, isAddress }: { host: string; isAddress: boolean }): readonly CoveringServer[] {
    const wildcard = isAddress ? undefined : oneLabelWildcard(host)
    const named = isAddress ? undefined : this.#hasServer(host) ? host : this.#aliased().get(host)
    const found: CoveringServer[] = []
    if (named !== undefined) found.push({ server: this.#serverOf(named), hostClass: 'exact' })
    if (wildcard !== undefined && this.#hasServer(wildcard))
      found.push({ server: this.#serverOf(wildcard), hostClass: 'wildcard' })
    return [...found, { server: this.#serverOf(''), hostClass: 'any' }]
  }

  /** How a host is named: by a server or its alias, by a wildcard, or by nobody. */
  namingOf(request: { host: string; isAddress: boolean }): HostClass | undefined {
    const [first] = this.serversOver(request)
    if (first?.hostClass !== 'any') return first?.hostClass
    if (this.wwwRedirectFor(request)) return 'exact'
    return first.server.locations.some(({ upstream }) => upstream.ingress) ? 'any' : undefined
  }

  /**
   * The rule whose `from-to-www-redirect` sends a host to its own: the name with or without `www.` that has no server is sent to
   * the one that has.
   */
  wwwRedirectFor({ host, isAddress }: { host: string; isAddress: boolean }): PathRule | undefined {
    const other = host.startsWith('www.') ? host.slice(4) : `www.${host}`
    if (isAddress || this.#hasServer(host) || !this.#hasServer(other)) return undefined
    return this.rules.pathsOf(other).find(({ ingress }) => !isCanary(ingress) && isOn(ingress, 'from-to-www-redirect'))
  }

  /** Canaries of a backend, the oldest first, wherever they are attached: the backend is shared by its locations. */
  canariesOf(upstream: Upstream): readonly PathRule[] {
    const key = upstreamKey(upstream)
    return key === undefined ? [] : (this.#attached().byUpstream.get(key) ?? [])
  }

  /** Canary rules of a host that no rule stands beside. */
  homelessCanariesOf(host: string): readonly IgnoredRule[] {
    return this.#attached().homeless.get(host) ?? []
  }

  #hasServer(host: string): boolean {
    return this.rules.claimantsOf(host).some((ingress) => !isCanary(ingress))
  }

  #serverOf(host: string): NginxServer {
    const server = this.#servers.get(host) ?? buildServer(host, this.rules)
    this.#servers.set(host, server)
    return server
  }

  #aliased(): Map<string, string> {
    if (this.#aliases) return this.#aliases
    const aliases = new Map<string, string>()
    for (const ingress of this.rules.ingresses) {
      const host = ingress.spec.rules[0]?.host
      const names = nginxAnnotation(ingress, 'server-alias')?.split(',') ?? []
      if (host === undefined || isCanary(ingress)) continue
      for (const name of names.map((each) => each.trim().toLowerCase())) if (!aliases.has(name)) aliases.set(name, host)
    }
    this.#aliases = aliases
    return aliases
  }

  #attached() {
    if (this.#canaries) return this.#canaries
    const byUpstream = new Map<string, PathRule[]>()
    const homeless = new Map<string, IgnoredRule[]>()
    for (const ingress of this.rules.ingresses.filter(isCanary)) {
      for (const rule of pathRulesOf(ingress)) this.#attach(rule, byUpstream, homeless)
    }
    this.#canaries = { byUpstream, homeless }
    return this.#canaries
  }

  #attach(rule: PathRule, byUpstream: Map<string, PathRule[]>, homeless: Map<string, IgnoredRule[]>): void {
    const main = this.#hasServer(rule.host) ? this.#serverOf(rule.host).upstreams.get(identityOf(rule)) : undefined
    const key = main?.rule && upstreamKey(main)
    if (key === undefined || key === upstreamKey(rule))
      listed(homeless, rule.host).push({ rule, reason: say('candidate.canary-without-main', {}) })
    else listed(byUpstream, key).push(rule)
  }
}

/** Locations with one Service and port share their backend, and with it its canary. */
function upstreamKey({ ingress, backend }: Pick<Upstream, 'ingress' | 'backend'>): string | undefined {
  const service = backend?.service
  if (!service) return undefined
  return `${ingress?.metadata.namespace}/${service.name}/${service.port.number ?? service.port.name ?? ''}`
}
