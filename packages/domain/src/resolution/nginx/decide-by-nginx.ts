import type { BackendChoice, Decision, Ending } from '../decision.ts'
import { evidenceOfHost, hostMessage } from '../ingress/decide-by-spec.ts'
import { nameOf, type PathRule, pathCandidate } from '../ingress/path-rule.ts'
import { type Message, say } from '../messages/message.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { ResolutionStep, RuleCandidate } from '../resolution.ts'
import type { MatchRegex } from '../resolution-options.ts'
import { annotationField, isOn, nginxAnnotation } from './annotations.ts'
import { type ChosenLocation, chooseLocation } from './choose-location.ts'
import { mainChoice, withCanary } from './nginx-backends.ts'
import { type NginxChoice, nginxCandidates, winningCandidate } from './nginx-candidates.ts'
import type { CoveringServer, NginxRules } from './nginx-rules.ts'
import { type NginxServer, rewriteTarget } from './nginx-server.ts'
import { type NginxTls, tlsOf } from './nginx-tls.ts'
import { normalisePath } from './normalise-path.ts'
import { annotatedRedirect, hostInUrl, httpsRedirect } from './redirects.ts'
import { rewrittenPath } from './rewrite.ts'

/** What ingress-nginx needs to know beside its rules. */
export interface NginxContext {
  readonly matchRegex: MatchRegex | undefined
  /** Flag `--default-backend-service`; absent: the built-in server answers 404. */
  readonly defaultBackend: BackendChoice | undefined
  readonly hasEndpoints: (choice: BackendChoice) => boolean
}

/** What ingress-nginx does with a request, by the configuration it writes for nginx (rule E.4). */
export function decideByNginx(rules: NginxRules, request: ReadRequest, context: NginxContext): Decision {
  const [covering, ...lower] = rules.serversOver(request)
  const redirect = wwwRedirect(rules, request)
  if (redirect) return redirect
  const normalised = normalisePath(request.path)
  if (!covering || 'problem' in normalised)
    return badRequest('problem' in normalised ? normalised.problem : 'there is no server')
  const { path } = normalised
  const chosen = chooseLocation(covering.server, path, context.matchRegex)
  if (!chosen) return badRequest('no location takes it')
  return decisionOf({ rules, request, context, covering, lower, chosen, path })
}

interface Deciding {
  readonly rules: NginxRules
  readonly request: ReadRequest
  readonly context: NginxContext
  readonly covering: CoveringServer
  readonly lower: readonly CoveringServer[]
  readonly chosen: ChosenLocation
  readonly path: string
}

function decisionOf(deciding: Deciding): Decision {
  const { rules, covering, chosen, context, path } = deciding
  const tls = tlsOf(deciding.request, covering.server)
  const ended = endingOf(deciding, tls)
  const lower = chosen.location.upstream.rule ? undefined : lowerMatch(deciding)
  const choice: NginxChoice = {
    ...{ server: covering.server, chosen, path, lower, matchRegex: context.matchRegex },
    canaries: ended.canaries,
    ignored: rules.homelessCanariesOf(covering.server.host),
  }
  const winner = winningCandidate(choice)
  return {
    steps: [hostStep(deciding), pathStep(deciding), ...(ended.isBeforeTls ? [] : [tls.step]), ...ended.steps],
    ...(winner && { winner }),
    ...nginxCandidates(choice),
    ambiguities: [...ambiguitiesOf(deciding, lower), ...ended.ambiguities],
    ending: ended.ending,
  }
}

interface Ended {
  readonly ending: Ending
  readonly steps: readonly ResolutionStep[]
  readonly canaries: readonly RuleCandidate[]
  readonly ambiguities: readonly Message[]
  /** A redirect was sent before anyone asked for TLS, or it is about TLS itself. */
  readonly isBeforeTls: boolean
}

const NOTHING_MORE = { steps: [], canaries: [], ambiguities: [], isBeforeTls: false } as const

function endingOf(deciding: Deciding, tls: NginxTls): Ended {
  const { request, chosen, context, path, rules } = deciding
  const { upstream, text } = chosen.location
  if (chosen.kind === 'undecided') {
    const message = say('path.undecided', { pattern: text })
    return { ...NOTHING_MORE, ending: { kind: 'unknown', message } }
  }
  const redirect = redirectOf(deciding, tls)
  if (redirect) return redirect
  const main = mainChoice(upstream) ?? context.defaultBackend
  if (!main) return { ...NOTHING_MORE, ending: { kind: 'not-found' }, ambiguities: tls.ambiguities }
  const shared = withCanary(main, rules.canariesOf(upstream), { ...context, request })
  const steps = [...rewriteSteps(chosen, path), ...shared.steps]
  const ambiguities = [...tls.ambiguities, ...shared.ambiguities]
  const ending: Ending = shared.backends
    ? { kind: 'backends', backends: shared.backends }
    : { kind: 'unknown', message: say('outcome.unknown', {}) }
  return { ending, steps, canaries: shared.canaries, ambiguities, isBeforeTls: false }
}

function redirectOf({ request, chosen, path }: Deciding, tls: NginxTls): Ended | undefined {
  const { ingress } = chosen.location.upstream
  const annotated = ingress && annotatedRedirect(ingress, request, path)
  const found = annotated ?? (ingress && httpsRedirect(ingress, request, tls.hasCertificate))
  if (found) {
    const { status, location, step } = found
    const ambiguities = annotated ? [] : tls.ambiguities
    return {
      ...NOTHING_MORE,
      ending: { kind: 'redirect', status, location },
      steps: [step],
      ambiguities,
      isBeforeTls: true,
    }
  }
  if (chosen.kind !== 'slash-redirect') return undefined
  const step: ResolutionStep = { id: 'filters', state: 'ok', message: say('filters.trailing-slash', {}), evidence: [] }
  const location = `${request.path}/${request.query}`
  return { ...NOTHING_MORE, ending: { kind: 'redirect', status: 301, location }, steps: [step] }
}

function rewriteSteps(chosen: ChosenLocation, path: string): ResolutionStep[] {
  const { upstream } = chosen.location
  const target = rewriteTarget(upstream)
  const candidate = winningCandidate({ chosen })
  if (!candidate || !upstream.ingress || chosen.kind !== 'taken') return []
  const steps: ResolutionStep[] = []
  if (target !== undefined) {
    const message = say('filters.rewrite', { path: rewrittenPath(target, chosen.groups) || path })
    const evidence = [{ object: candidate.object, field: annotationField('rewrite-target') }]
    steps.push({ id: 'filters', state: 'ok', message, evidence })
  }
  const host = nginxAnnotation(upstream.ingress, 'upstream-vhost')
  if (host !== undefined) {
    const evidence = [{ object: candidate.object, field: annotationField('upstream-vhost') }]
    steps.push({ id: 'filters', state: 'ok', message: say('filters.rewrite-host', { host }), evidence })
  }
  return steps
}

function hostStep({ request, covering }: Deciding): ResolutionStep {
  const { server, hostClass } = covering
  const evidence = evidenceOfHost(server.claimants, server.host)
  if (hostClass === 'any' && server.claimants.length === 0) {
    const hasRule = server.locations.some(({ upstream }) => upstream.ingress)
    const message = say(hasRule ? 'host.any' : 'host.none', { host: request.host })
    return { id: 'host', state: hasRule ? 'ok' : 'fail', message, evidence }
  }
  return { id: 'host', state: 'ok', message: hostMessage(request.host, { host: server.host, hostClass }), evidence }
}

function pathStep({ chosen, path, context }: Deciding): ResolutionStep {
  const { upstream, text } = chosen.location
  if (chosen.kind === 'undecided')
    return { id: 'path', state: 'unknown', message: say('path.undecided', { pattern: text }), evidence: [] }
  const winner = winningCandidate({ chosen })
  if (winner) {
    const message = say('path.won', { pathType: upstream.pathType, path: upstream.path, request: path })
    return { id: 'path', state: 'ok', message, evidence: [{ object: winner.object, field: winner.field }] }
  }
  const own = mainChoice(upstream)
  if (own) {
    const message = say('path.default-backend', { request: path, source: own.evidence.object })
    return { id: 'path', state: 'ok', message, evidence: [own.evidence] }
  }
  const id = context.defaultBackend ? 'path.controller-default' : 'path.none'
  return {
    id: 'path',
    state: context.defaultBackend ? 'ok' : 'fail',
    message: say(id, { request: path }),
    evidence: [],
  }
}

function lowerMatch({ lower, path, context }: Deciding): PathRule | undefined {
  for (const { server } of lower) {
    const chosen = chooseLocation(server, path, context.matchRegex)
    if (chosen?.location.upstream.rule) return chosen.location.upstream.rule
  }
  return undefined
}

function ambiguitiesOf({ covering, chosen, request }: Deciding, lower: PathRule | undefined): Message[] {
  const { server } = covering
  const { upstream, text } = chosen.location
  const found: Message[] = []
  if (lower) found.push(say('ambiguity.no-fall-through', { lower: nameOf(lower) }))
  if (server.isRegex) found.push(say('ambiguity.regex-server', {}))
  if (server.twice.has(text)) found.push(say('ambiguity.same-location-twice', { path: text }))
  const prefix = upstream.pathType === 'Exact' ? longerPrefix(server, upstream.path) : undefined
  if (prefix && upstream.rule)
    found.push(say('ambiguity.exact-and-longer-prefix', { exact: nameOf(upstream.rule), prefix: nameOf(prefix) }))
  if (upstream.backend && !upstream.rule && upstream.ingress && upstream.ingress.spec.rules.length > 0) {
    const source = `Ingress/${upstream.ingress.metadata.namespace}/${upstream.ingress.metadata.name}`
    found.push(say('ambiguity.default-backend-with-rules', { source }))
  }
  if (request.protocol === 'https' && server.claimants.some((ingress) => isOn(ingress, 'ssl-passthrough')))
    found.push(say('ambiguity.ssl-passthrough', {}))
  return found
}

function longerPrefix(server: NginxServer, path: string): PathRule | undefined {
  return server.upstreams.get(`Prefix ${path}/`)?.rule
}

/** `from-to-www-redirect`. */
function wwwRedirect(rules: NginxRules, request: ReadRequest): Decision | undefined {
  const rule = rules.wwwRedirectFor(request)
  if (!rule) return undefined
  const winner = pathCandidate(rule, 'won', say('candidate.won', {}))
  const location = `${request.protocol}://${hostInUrl(rule)}${request.path}${request.query}`
  const message = say('filters.annotation-redirect', { annotation: 'from-to-www-redirect', location })
  const evidence = [{ object: winner.object, field: annotationField('from-to-www-redirect') }]
  return {
    steps: [{ id: 'filters', state: 'ok', message, evidence }],
    winner,
    candidates: [winner],
    candidatesLeftOut: 0,
    ambiguities: [],
    ending: { kind: 'redirect', status: 308, location },
  }
}

function badRequest(problem: string): Decision {
  const message = say('path.bad-request', { problem })
  return {
    steps: [{ id: 'path', state: 'fail', message, evidence: [] }],
    candidates: [],
    candidatesLeftOut: 0,
    ambiguities: [],
    ending: { kind: 'error', status: 400, message },
  }
}
