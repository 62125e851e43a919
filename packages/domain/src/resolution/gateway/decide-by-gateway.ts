import type { Snapshot } from '../../history/snapshot.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import { CandidateList } from '../candidate-list.ts'
import type { Decision, Ending } from '../decision.ts'
import { type Message, say } from '../messages/message.ts'
import type { ReadRequest } from '../request/read-request.ts'
import { MAX_CANDIDATES, type ResolutionStep, type RuleCandidate } from '../resolution.ts'
import type { MatchRegex } from '../resolution-options.ts'
import type { RefusedRoute } from './attachment.ts'
import { type ChosenListener, chooseListener } from './choose-listener.ts'
import { decideByStreams } from './decide-by-streams.ts'
import { gatewayChoices } from './gateway-backends.ts'
import type { ListenerRoutes } from './gateway-routes.ts'
import { listenerStep, listenerTlsStep } from './gateway-steps.ts'
import { listenerProblem } from './listener-problem.ts'
import { byPrecedence, whyLater } from './match-precedence.ts'
import { matchRequest } from './match-request.ts'
import { applyFilters } from './route-filters.ts'
import { fieldOfRule, matchCandidate, nameOfMatch, type RouteMatch, ruleOf } from './route-match.ts'

export interface GatewayContext {
  readonly snapshot: Snapshot
  readonly matchRegex: MatchRegex | undefined
}

/** What a Gateway does with a request. Listener isolation is assumed, and said where it matters. (rule E.5) */
export function decideByGateway(
  listeners: readonly ListenerRoutes[],
  request: ReadRequest,
  context: GatewayContext,
): Decision {
  const choice = chooseListener(listeners, request)
  const [listener] = choice.covering
  if (!listener) return notHeard(choice, request)
  const isStream = !['HTTP', 'HTTPS'].includes(listener.listener.protocol)
  const decision = isStream
    ? decideByStreams(listener, request, context.snapshot)
    : decideByRoutes({ listener, choice, request, context })
  const problem = listenerProblem(listener)
  const ambiguities = [
    ...(choice.isPortMapped ? [say('ambiguity.port-mapped', { port: request.port })] : []),
    ...(problem ? [problem] : []),
    ...decision.ambiguities,
  ]
  return { ...decision, ambiguities }
}

interface Deciding {
  readonly listener: ListenerRoutes
  readonly choice: ChosenListener
  readonly request: ReadRequest
  readonly context: GatewayContext
}

/** Matches of routes whose hosts cover the request, by how they fare. */
interface Sorted {
  readonly winner: RouteMatch | undefined
  readonly later: readonly RouteMatch[]
  readonly undecided: readonly { readonly match: RouteMatch; readonly pattern: string }[]
  readonly differing: readonly { readonly match: RouteMatch; readonly why: () => Message }[]
}

function decideByRoutes(deciding: Deciding): Decision {
  const { listener, request, context } = deciding
  const sorted = sortMatches(listener, request, context.matchRegex)
  const winner = sorted.undecided.length === 0 ? sorted.winner : undefined
  const filters = winner ? applyFilters(winner, request) : { steps: [] }
  return {
    steps: [listenerStep(listener, request), pathStep(sorted, request), listenerTlsStep(listener), ...filters.steps],
    ...(winner && { winner: matchCandidate(winner, 'won', say('candidate.won', {})) }),
    ...candidatesOf(sorted, listener),
    ambiguities: ambiguitiesOf(deciding, sorted),
    ending: endingOf(sorted, filters.redirect, context.snapshot),
  }
}

function sortMatches(
  { matchesOver }: ListenerRoutes,
  request: ReadRequest,
  matchRegex: MatchRegex | undefined,
): Sorted {
  const matching: RouteMatch[] = []
  const undecided: { match: RouteMatch; pattern: string }[] = []
  const differing: { match: RouteMatch; why: () => Message }[] = []
  for (const match of matchesOver(request.host)) {
    const verdict = matchRequest(match, request, matchRegex)
    if (verdict.kind === 'match') matching.push(match)
    else if (verdict.kind === 'undecided') undecided.push({ match, pattern: verdict.pattern })
    else differing.push({ match, why: verdict.why })
  }
  const [winner, ...later] = matching.sort(byPrecedence)
  return { winner, later, undecided, differing }
}

function endingOf(
  { winner, undecided }: Sorted,
  redirect: { status: number; location: string } | undefined,
  snapshot: Snapshot,
): Ending {
  const [open] = undecided
  if (open) return { kind: 'unknown', message: say('path.undecided', { pattern: open.pattern }) }
  if (!winner) return { kind: 'not-found' }
  if (redirect) return { kind: 'redirect', ...redirect }
  const refs = ruleOf(winner)?.backendRefs ?? []
  const message = refs.length === 0 ? say('backend.none', {}) : say('backend.no-traffic', {})
  if (refs.every(({ weight }) => weight === 0)) return { kind: 'error', status: 500, message }
  return { kind: 'backends', backends: gatewayChoices(winner.route, { refs, field: fieldOfRule(winner) }, snapshot) }
}

function pathStep({ winner, undecided }: Sorted, { path }: ReadRequest): ResolutionStep {
  const [open] = undecided
  if (open) {
    const message = say('path.undecided', { pattern: open.pattern })
    return { id: 'path', state: 'unknown', message, evidence: [{ object: keyOf(open.match.route) }] }
  }
  if (!winner) return { id: 'path', state: 'fail', message: say('path.none', { request: path }), evidence: [] }
  const { object, field } = matchCandidate(winner, 'won', say('candidate.won', {}))
  const rule = winner.http?.path ?? { type: 'Exact', value: nameOfMatch(winner) }
  const message = say('path.won', { pathType: rule.type, path: rule.value, request: path })
  const state = rule.type === 'RegularExpression' ? 'ambiguous' : 'ok'
  return { id: 'path', state, message, evidence: [{ object, field }] }
}

function candidatesOf({ winner, later, undecided, differing }: Sorted, { refused }: ListenerRoutes) {
  const list = new CandidateList()
  for (const { match, pattern } of undecided)
    list.add('undecided', () => matchCandidate(match, 'undecided', say('candidate.regex-undecided', { pattern })))
  const isOpen = undecided.length > 0
  if (winner && isOpen) list.add('lost', () => matchCandidate(winner, 'lost', say('candidate.regex-first', {})))
  if (winner && !isOpen) list.add('won', () => matchCandidate(winner, 'won', say('candidate.won', {})))
  for (const match of later) if (winner) list.add('lost', () => matchCandidate(match, 'lost', whyLater(match, winner)))
  for (const route of refused) list.add('ignored', () => refusedCandidate(route))
  const shown = differing.slice(0, MAX_CANDIDATES)
  for (const { match, why } of shown) list.add('not-matched', () => matchCandidate(match, 'not-matched', why()))
  list.leaveOut(differing.length - shown.length)
  return list.listed()
}

function refusedCandidate({ route, by, why }: RefusedRoute): RuleCandidate {
  const parent = by === 'controller' ? 'The controller' : 'The Gateway'
  const id = by === 'controller' ? 'candidate.not-accepted' : 'candidate.not-attached'
  return {
    object: keyOf(route),
    field: 'spec.parentRefs',
    conditions: [],
    backends: [],
    verdict: 'ignored',
    reason: say(id, { parent, why }),
  }
}

function ambiguitiesOf({ listener, choice, request, context }: Deciding, { winner, differing }: Sorted): Message[] {
  const found: Message[] = []
  const attachment = listener.attached.find(({ route }) => route === winner?.route)
  if (attachment?.isComputed) found.push(say('ambiguity.attachment-computed', { route: keyOf(attachment.route) }))
  if (winner?.http?.path.type === 'RegularExpression') found.push(say('ambiguity.regex-precedence', {}))
  const closer = winner && differing.find(({ match }) => match.hostname.length > winner.hostname.length)
  if (closer) found.push(say('ambiguity.hostname-fall-through', { hostname: closer.match.hostname }))
  const isElsewhere = choice.covering
    .slice(1)
    .some((other) => sortMatches(other, request, context.matchRegex).winner !== undefined)
  if (!winner && isElsewhere) found.push(say('ambiguity.listener-isolation', {}))
  return found
}

/** Without a listener there is no connection; where there is one for other hosts, plain HTTP is answered 404. */
function notHeard({ isHeard }: ChosenListener, { host, protocol, port }: ReadRequest): Decision {
  const message = isHeard
    ? say('host.no-listener', { host })
    : say('host.no-listener-on-port', { scheme: protocol, port })
  return {
    steps: [{ id: 'host', state: 'fail', message, evidence: [] }],
    candidates: [],
    candidatesLeftOut: 0,
    ambiguities: [],
    ending: isHeard && protocol === 'http' ? { kind: 'not-found' } : { kind: 'error', message },
  }
}
