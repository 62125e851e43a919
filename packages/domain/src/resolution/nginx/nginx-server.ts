import type { Ingress, IngressBackend, IngressPath } from '../../kubernetes/ingress.ts'
import { compareText } from '../../text-order.ts'
import type { IngressRules } from '../ingress/ingress-rules.ts'
import { nameOf, type PathRule } from '../ingress/path-rule.ts'
import { type Message, say } from '../messages/message.ts'
import { type Pattern, readPattern } from '../pattern-match.ts'
import { isCanary, isOn, nginxAnnotation } from './annotations.ts'

/** What one path of a server leads to. */
export interface Upstream {
  readonly path: string
  readonly pathType: IngressPath['pathType']
  /** Absent for the location every server starts with, unless an Ingress replaced it. */
  readonly rule?: PathRule
  /** Whose backend it is; absent: the controller's default backend. */
  readonly ingress?: Ingress
  readonly backend?: IngressBackend
}

/** One `location` of the configuration. */
export interface NginxLocation {
  readonly kind: 'exact' | 'prefix' | 'regex'
  readonly text: string
  /** The text as a pattern; only of a `regex`. */
  readonly pattern?: Pattern
  readonly upstream: Upstream
  /** The rule says it so; otherwise it was derived from one that says it with or without a trailing slash. */
  readonly isAsWritten: boolean
}

/** A rule that the server does not take. */
export interface IgnoredRule {
  readonly rule: PathRule
  readonly reason: Message
}

/** One `server` of the configuration. */
export interface NginxServer {
  /** `''` for the catch-all server `_`. */
  readonly host: string
  /** Ingresses that made it, the oldest first: server-wide settings are the first one's. */
  readonly claimants: readonly Ingress[]
  /** In the order in which nginx has them. */
  readonly locations: readonly NginxLocation[]
  /** The first of each text that is exact, and the first that is a prefix; both empty where all are patterns. */
  readonly exact: ReadonlyMap<string, NginxLocation>
  readonly prefixes: ReadonlyMap<string, NginxLocation>
  /** Texts that several rules make the same location of. */
  readonly twice: ReadonlySet<string>
  /** Lengths that prefixes have, the longest first. */
  readonly prefixLengths: readonly number[]
  /** One rule uses regular expressions, so all are read as such. */
  readonly isRegex: boolean
  readonly ignored: readonly IgnoredRule[]
  /** By path type and path, to find the rule that a canary stands beside. */
  readonly upstreams: ReadonlyMap<string, Upstream>
}

const ROOT = '/'

/** Rules E.4.2 to E.4.7, with canaries put aside. */
export function buildServer(host: string, rules: IngressRules): NginxServer {
  const claimants = rules.claimantsOf(host).filter((ingress) => !isCanary(ingress))
  const upstreams = new Map([[identityOf({ path: ROOT, pathType: 'Prefix' }), rootUpstream(host, claimants, rules)]])
  const ignored: IgnoredRule[] = []
  for (const rule of rules.pathsOf(host)) {
    if (isCanary(rule.ingress)) continue
    const reason = whyIgnored(rule, upstreams)
    if (reason) ignored.push({ rule, reason })
    else upstreams.set(identityOf(rule), { ...rule, rule })
  }
  const all = [...upstreams.values()]
  const isRegex = all.some((upstream) => isRegexOwn(upstream))
  const locations = locationsOf(all, isRegex)
  return { host, claimants, locations, ...byText(locations), isRegex, ignored, upstreams }
}

function byText(
  locations: readonly NginxLocation[],
): Pick<NginxServer, 'exact' | 'prefixes' | 'prefixLengths' | 'twice'> {
  const maps = {
    exact: new Map<string, NginxLocation>(),
    prefix: new Map<string, NginxLocation>(),
    regex: new Map<string, NginxLocation>(),
  }
  const twice = new Set<string>()
  for (const location of locations) {
    const known = maps[location.kind].get(location.text)
    if (!known) maps[location.kind].set(location.text, location)
    else if (known.upstream !== location.upstream) twice.add(location.text)
  }
  const prefixLengths = [...new Set([...maps.prefix.keys()].map(({ length }) => length))].sort((a, b) => b - a)
  return { exact: maps.exact, prefixes: maps.prefix, prefixLengths, twice }
}

/** What makes two rules of one server the same. A path `/` of type ImplementationSpecific replaces the initial one too. */
export function identityOf({ path, pathType }: Pick<Upstream, 'path' | 'pathType'>): string {
  return `${path === ROOT && pathType === 'ImplementationSpecific' ? 'Prefix' : pathType} ${path}`
}

/** Where a rewrite leads, if it makes its location a regular expression. */
export function rewriteTarget({ ingress, path }: Pick<Upstream, 'ingress' | 'path'>): string | undefined {
  const target = ingress && nginxAnnotation(ingress, 'rewrite-target')
  return target === path ? undefined : target
}

/** A host's own server takes the default backend of its oldest Ingress; the catch-all one that of an Ingress without rules. */
function rootUpstream(host: string, claimants: readonly Ingress[], rules: IngressRules): Upstream {
  const root = { path: ROOT, pathType: 'Prefix' } as const
  const ingress =
    host === '' ? rules.ingresses.find(({ spec }) => spec.rules.length === 0 && spec.defaultBackend) : claimants[0]
  const backend = ingress?.spec.defaultBackend
  return ingress && backend?.service ? { ...root, ingress, backend } : root
}

function whyIgnored(rule: PathRule, upstreams: ReadonlyMap<string, Upstream>): Message | undefined {
  if (!rule.backend.service) return say('candidate.resource-backend', {})
  const twin = upstreams.get(identityOf(rule))?.rule
  return twin && say('candidate.shadowed-twin', { winner: nameOf(twin) })
}

function isRegexOwn(upstream: Upstream): boolean {
  if (!upstream.rule) return false
  return isOn(upstream.rule.ingress, 'use-regex') || rewriteTarget(upstream) !== undefined
}

function locationsOf(upstreams: readonly Upstream[], isRegex: boolean): NginxLocation[] {
  const exact = new Set(upstreams.filter(({ pathType }) => pathType === 'Exact').map(({ path }) => path))
  return upstreams
    .flatMap((upstream) => locationsOfOne(upstream, exact))
    .map(
      (location): NginxLocation =>
        isRegex ? { ...location, kind: 'regex', pattern: readPattern(location.text) } : location,
    )
    .sort(longestFirst)
}

function locationsOfOne(upstream: Upstream, exact: ReadonlySet<string>): NginxLocation[] {
  const { path, pathType } = upstream
  const written: NginxLocation = {
    kind: pathType === 'Exact' ? 'exact' : 'prefix',
    text: path,
    upstream,
    isAsWritten: true,
  }
  if (path === ROOT || pathType !== 'Prefix' || isRegexOwn(upstream)) return [written]
  const folder = path.endsWith('/') ? path : `${path}/`
  const prefix: NginxLocation = { ...written, text: folder, isAsWritten: folder === path }
  return exact.has(path) ? [prefix] : [prefix, { ...written, kind: 'exact' }]
}

/** Of equal ones, what a rule says itself goes before what was derived. */
function longestFirst(a: NginxLocation, b: NginxLocation): number {
  return b.text.length - a.text.length || compareText(b.text, a.text) || Number(b.isAsWritten) - Number(a.isAsWritten)
}
