import type { Ingress } from '../../kubernetes/ingress.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import { CandidateList } from '../candidate-list.ts'
import type { Decision, Ending } from '../decision.ts'
import type { HostClass } from '../host-match.ts'
import { type Message, say } from '../messages/message.ts'
import { hasPathPrefix } from '../path-match.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { FieldEvidence, ResolutionStep } from '../resolution.ts'
import { tlsEntryFor } from './certificate.ts'
import { ingressChoice } from './ingress-choice.ts'
import type { IngressRules } from './ingress-rules.ts'
import { lostByAge } from './lost-to.ts'
import { fieldOf, nameOf, type PathRule, pathCandidate } from './path-rule.ts'

/**
 * What the Ingress API as specified says of a request, compared as it was sent: no decoding, no merging of slashes.
 *
 * Hosts do not fall through to less specific ones; where that would matter, the answer says so. (rules E.2 and E.3)
 */
export function decideBySpec(rules: IngressRules, request: ReadRequest): Decision {
  const [first, ...lower] = rules.hostsOver(request)
  const paths = first === undefined ? [] : rules.pathsOf(first.host)
  const winner = paths.filter((rule) => matches(rule, request.path)).reduce<PathRule | undefined>(better, undefined)
  const lowerPaths = lower.flatMap(({ host }) => rules.pathsOf(host)).filter((rule) => matches(rule, request.path))
  const fallback = winner ? undefined : defaultBackendIngress(rules, first?.host)
  return {
    steps: [hostStep(request, first, rules), pathStep(request, winner, fallback), tlsStep(request, first?.host, rules)],
    ...(winner && { winner: pathCandidate(winner, 'won', say('candidate.won', {})) }),
    ...candidatesOf({ paths, lowerPaths, winner, path: request.path }, first?.host ?? ''),
    ambiguities: ambiguitiesOf({ paths, lowerPaths, winner, fallback, path: request.path }),
    ending: endingOf(winner, fallback),
  }
}

function matches({ path, pathType }: PathRule, requested: string): boolean {
  return pathType === 'Exact' ? path === requested : hasPathPrefix(requested, path)
}

/** The longer path, then Exact before Prefix; of equals the one that stands, which is older. */
function better(standing: PathRule | undefined, rule: PathRule): PathRule {
  if (!standing) return rule
  const verdict = rule.path.length - standing.path.length || Number(isExact(rule)) - Number(isExact(standing))
  return verdict > 0 ? rule : standing
}

function isExact({ pathType }: PathRule): boolean {
  return pathType === 'Exact'
}

/** Of the host's own Ingresses first; else, as the API text says, of any. */
function defaultBackendIngress(rules: IngressRules, host: string | undefined): Ingress | undefined {
  const own = host === undefined ? [] : rules.claimantsOf(host)
  const hasDefault = ({ spec }: Ingress) => spec.defaultBackend !== undefined
  return own.find(hasDefault) ?? rules.ingresses.find(hasDefault)
}

function endingOf(winner: PathRule | undefined, fallback: Ingress | undefined): Ending {
  const choice = winner
    ? ingressChoice(winner.ingress, winner.backend, { field: `${fieldOf(winner)}.backend` })
    : fallback?.spec.defaultBackend &&
      ingressChoice(fallback, fallback.spec.defaultBackend, { field: 'spec.defaultBackend', role: 'default' })
  if (choice) return { kind: 'backends', backends: [choice] }
  return winner || fallback ? { kind: 'unknown', message: say('backend.none', {}) } : { kind: 'not-found' }
}

function hostStep(
  request: ReadRequest,
  first: { host: string; hostClass: HostClass } | undefined,
  rules: IngressRules,
): ResolutionStep {
  const { host } = request
  if (!first) return { id: 'host', state: 'fail', message: say('host.none', { host }), evidence: [] }
  const evidence = evidenceOfHost(rules.claimantsOf(first.host), first.host)
  return { id: 'host', state: 'ok', message: hostMessage(host, first), evidence }
}

/** The rule that names a host, in each of the first few Ingresses that do. */
export function evidenceOfHost(claimants: readonly Ingress[], host: string): FieldEvidence[] {
  return claimants.slice(0, 5).map((ingress) => {
    const index = ingress.spec.rules.findIndex((rule) => (rule.host ?? '') === host)
    return { object: keyOf(ingress), field: `spec.rules[${index}].host` }
  })
}

/** How a host is covered. */
export function hostMessage(host: string, covering: { host: string; hostClass: HostClass }): Message {
  if (covering.hostClass === 'exact') return say('host.exact', { host })
  if (covering.hostClass === 'wildcard') return say('host.wildcard', { host, pattern: covering.host })
  return say('host.any', { host })
}

function pathStep({ path }: ReadRequest, winner: PathRule | undefined, fallback: Ingress | undefined): ResolutionStep {
  if (winner) {
    const message = say('path.won', { pathType: winner.pathType, path: winner.path, request: path })
    const evidence = [{ object: keyOf(winner.ingress), field: fieldOf(winner) }]
    return { id: 'path', state: winner.pathType === 'ImplementationSpecific' ? 'ambiguous' : 'ok', message, evidence }
  }
  if (!fallback) return { id: 'path', state: 'fail', message: say('path.none', { request: path }), evidence: [] }
  const object = keyOf(fallback)
  const message = say('path.default-backend', { request: path, source: object })
  return { id: 'path', state: 'ok', message, evidence: [{ object, field: 'spec.defaultBackend' }] }
}

function tlsStep({ protocol, host }: ReadRequest, covering: string | undefined, rules: IngressRules): ResolutionStep {
  if (protocol !== 'https') return { id: 'tls', state: 'ok', message: say('tls.plain', {}), evidence: [] }
  const entry = tlsEntryFor(host, covering === undefined ? [] : rules.claimantsOf(covering))
  if (entry?.secret === undefined)
    return { id: 'tls', state: 'unknown', message: say('tls.unknown-certificate', {}), evidence: [] }
  const message = say('tls.secret', { secret: entry.secret })
  return { id: 'tls', state: 'ok', message, evidence: [entry.evidence] }
}

interface Considered {
  /** Under the host that counts. */
  readonly paths: readonly PathRule[]
  /** Under less specific hosts, as far as they match. */
  readonly lowerPaths: readonly PathRule[]
  readonly winner: PathRule | undefined
  readonly path: string
}

function candidatesOf({ paths, lowerPaths, winner, path }: Considered, host: string) {
  const list = new CandidateList()
  for (const rule of paths) {
    if (rule === winner) list.add('won', () => pathCandidate(rule, 'won', say('candidate.won', {})))
    else if (winner && matches(rule, path)) list.add('lost', () => pathCandidate(rule, 'lost', whyLost(rule, winner)))
    else list.add('not-matched', () => pathCandidate(rule, 'not-matched', say('candidate.path-differs', {})))
  }
  const reason = say('candidate.host-less-specific', { winner: host })
  for (const rule of lowerPaths) list.add('lost', () => pathCandidate(rule, 'lost', reason))
  return list.listed()
}

function whyLost(rule: PathRule, winner: PathRule): Message {
  if (rule.path.length < winner.path.length) return say('candidate.shorter-path', { winner: winner.path })
  return isExact(winner) && !isExact(rule) ? say('candidate.exact-first', {}) : lostByAge(rule, winner)
}

function ambiguitiesOf(considered: Considered & { fallback: Ingress | undefined }): Message[] {
  const { paths, lowerPaths, winner, fallback, path } = considered
  const found: Message[] = []
  const lower = lowerPaths[0]
  if (!winner && lower) found.push(say('ambiguity.no-fall-through', { lower: nameOf(lower) }))
  if (winner?.pathType === 'ImplementationSpecific') found.push(say('ambiguity.implementation-specific-path', {}))
  const exact = winner?.path === `${path}/` ? paths.find((rule) => isExact(rule) && rule.path === path) : undefined
  if (winner && exact) {
    const args = { exact: nameOf(exact), prefix: nameOf(winner) }
    found.push(say('ambiguity.exact-and-longer-prefix', args))
  }
  if (fallback && fallback.spec.rules.length > 0)
    found.push(say('ambiguity.default-backend-with-rules', { source: keyOf(fallback) }))
  return found
}
