import type { Decision, Ending } from '../decision.ts'
import { type PathRule, pathCandidate } from '../ingress/path-rule.ts'
import { type Message, say } from '../messages/message.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { ResolutionStep, RuleCandidate } from '../resolution.ts'
import { annotationField } from './annotations.ts'
import { chooseLocation } from './choose-location.ts'
import type { Deciding, NginxContext } from './deciding.ts'
import { nginxAmbiguities } from './nginx-ambiguities.ts'
import { mainChoice, withCanary } from './nginx-backends.ts'
import { type NginxChoice, nginxCandidates, winningCandidate } from './nginx-candidates.ts'
import type { NginxRules } from './nginx-rules.ts'
import { hostStep, pathStep, rewriteSteps } from './nginx-steps.ts'
import { type NginxTls, tlsOf } from './nginx-tls.ts'
import { normalisePath } from './normalise-path.ts'
import { annotatedRedirect, hostInUrl, httpsRedirect } from './redirects.ts'

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
    ambiguities: [...nginxAmbiguities(deciding, lower), ...ended.ambiguities],
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
  const { request, chosen, context, rules } = deciding
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
  const steps = [...rewriteSteps(deciding), ...shared.steps]
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
  const rule = winningCandidate({ chosen })
  const evidence = rule ? [{ object: rule.object, field: `${rule.field}.path` }] : []
  const step: ResolutionStep = { id: 'filters', state: 'ok', message: say('filters.trailing-slash', {}), evidence }
  const location = `${request.path}/${request.query}`
  return { ...NOTHING_MORE, ending: { kind: 'redirect', status: 301, location }, steps: [step] }
}

function lowerMatch({ lower, path, context }: Deciding): PathRule | undefined {
  for (const { server } of lower) {
    const chosen = chooseLocation(server, path, context.matchRegex)
    if (chosen?.location.upstream.rule) return chosen.location.upstream.rule
  }
  return undefined
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
