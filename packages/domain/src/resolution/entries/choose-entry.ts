import type { GatewayRoute } from '../../kubernetes/routes.ts'
import type { ListenerRoutes } from '../gateway/gateway-routes.ts'
import { covers, type HostClass, wildcardsOver } from '../host-match.ts'
import type { Message } from '../messages/message.ts'
import { say } from '../messages/message.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { IndexedEntry, RequestIndex } from '../request-index.ts'
import type { ResolutionRequest } from '../resolution-options.ts'
import type { IngressEntry } from './ingress-entry.ts'

/** Who may answer a request. */
export interface EntryChoice {
  /** Several where it is not said which is dialled; none where nobody is known. */
  readonly contenders: readonly IndexedEntry[]
  /** Further entries that could answer if they were dialled, with rules less specific for this host. */
  readonly others: readonly IndexedEntry[]
  readonly message: Message
  /** Nobody but the contender can be meant. */
  readonly isCertain: boolean
  /** The question named it. */
  readonly isAskedFor?: true
}

type Ask = Pick<ResolutionRequest, 'gateway' | 'ingressClass' | 'profile'>

/**
 * Whom a request reaches depends on the address that is dialled, not on rules (rule E.3): who is asked for; else who reports
 * the address in the URL; else those whose rules name the host most specifically.
 */
export function chooseEntry({ entries }: RequestIndex, request: ReadRequest, ask: Ask): EntryChoice {
  const possible = entries.filter((entry) => isPossible(entry, request, ask))
  if (ask.gateway !== undefined || ask.ingressClass !== undefined) return askedFor(possible, ask)
  const byAddress = possible.filter(({ entry }) => entry.addresses.includes(request.dialled))
  const [addressed] = byAddress
  if (addressed && byAddress.length === 1) {
    const message = say('entry.by-address', { name: addressed.entry.name, address: request.dialled })
    return { contenders: byAddress, others: [], message, isCertain: true }
  }
  return byHost(byAddress.length > 0 ? byAddress : possible, request)
}

function isPossible(entry: IndexedEntry, { protocol }: ReadRequest, { profile }: Ask): boolean {
  if (profile !== undefined && (profile === 'gateway') !== (entry.kind === 'gateway')) return false
  return entry.kind === 'gateway' || protocol === 'http' || protocol === 'https'
}

function askedFor(entries: readonly IndexedEntry[], { gateway, ingressClass }: Ask): EntryChoice {
  const isMeant = ({ kind, entry }: IndexedEntry) =>
    gateway === undefined
      ? kind === 'ingress' && (entry.classes.includes(ingressClass ?? '') || entry.name === ingressClass)
      : kind === 'gateway' && entry.name === gateway
  const contenders = entries.filter(isMeant)
  const [meant] = contenders
  const message = meant
    ? say('entry.asked-for', { name: meant.entry.name })
    : say('entry.not-found', { name: gateway === undefined ? `IngressClass ${ingressClass}` : `Gateway ${gateway}` })
  return { contenders, others: [], message, isCertain: true, isAskedFor: true }
}

function byHost(entries: readonly IndexedEntry[], request: ReadRequest): EntryChoice {
  const ranked = entries.map((entry) => ({ entry, rank: hostRank(entry, request) }))
  const best = Math.max(...ranked.map(({ rank }) => rank))
  const contenders = ranked.filter(({ rank }) => rank === best).map(({ entry }) => entry)
  const others = ranked.filter(({ rank }) => rank > 0 && rank < best).map(({ entry }) => entry)
  return { contenders, others, message: messageOf(contenders, others, request), isCertain: others.length === 0 }
}

function messageOf(
  contenders: readonly IndexedEntry[],
  others: readonly IndexedEntry[],
  { host }: ReadRequest,
): Message {
  const [first, ...more] = contenders
  if (!first) return say('entry.none', { host })
  const { name } = first.entry
  if (more.length > 0) {
    const names = contenders.map(({ entry }) => entry.name).join(', ')
    return say('entry.several', { count: contenders.length, host, names })
  }
  return others.length > 0 ? say('entry.only-one-with-host', { name, host }) : say('entry.chosen', { name })
}

/**
 * 3 for rules of the very host, 2 for a wildcard, 1 for rules without a host, 0 for none; between those, a Gateway that refuses
 * a route for the host. Least of all is a controller without any Ingress.
 */
function hostRank(indexed: IndexedEntry, request: ReadRequest): number {
  if (indexed.kind === 'ingress') {
    if (indexed.rules.ingresses.length === 0) return -1
    const naming = namingOf(indexed, request)
    return naming === undefined ? 0 : { exact: 3, wildcard: 2, any: 1 }[naming]
  }
  const wildcards = [...wildcardsOver(request.host)]
  const rank = (byHostname: ReadonlyMap<string, unknown>) => {
    if (byHostname.has(request.host)) return 3
    if (wildcards.some((wildcard) => byHostname.has(wildcard))) return 2
    return byHostname.has('') ? 1 : 0
  }
  const isRefused = ({ refused }: ListenerRoutes) => refused.some(({ route }) => isFor(route, request.host))
  return Math.max(0, ...indexed.listeners().map((each) => rank(each.byHostname) || (isRefused(each) ? 0.5 : 0)))
}

function isFor({ spec }: GatewayRoute, host: string): boolean {
  const hostnames = 'hostnames' in spec ? spec.hostnames : []
  return hostnames.length === 0 || hostnames.some((hostname) => covers(hostname, host))
}

function namingOf({ entry, rules, nginx }: IngressEntry, request: ReadRequest): HostClass | undefined {
  if (entry.profile === 'ingress-nginx') return nginx.namingOf(request)
  const [first] = rules.hostsOver(request)
  if (first) return first.hostClass
  return rules.ingresses.some(({ spec }) => spec.defaultBackend !== undefined) ? 'any' : undefined
}
