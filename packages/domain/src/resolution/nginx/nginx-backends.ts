import { keyOf } from '../../kubernetes/object-key.ts'
import type { BackendChoice } from '../decision.ts'
import { ingressChoice } from '../ingress/ingress-choice.ts'
import { fieldOf, type PathRule, pathCandidate } from '../ingress/path-rule.ts'
import { type Message, say } from '../messages/message.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { ResolutionStep, RuleCandidate } from '../resolution.ts'
import type { MatchRegex } from '../resolution-options.ts'
import { isOn, nginxAnnotation } from './annotations.ts'
import { type CanaryVerdict, canaryVerdict } from './canary.ts'
import type { Upstream } from './nginx-server.ts'

/** Where a location sends a request, and what its canary has to do with it. */
export interface NginxBackends {
  /** Absent: a canary decides, and how it does cannot be told. */
  readonly backends?: readonly BackendChoice[]
  readonly steps: readonly ResolutionStep[]
  readonly canaries: readonly RuleCandidate[]
  readonly ambiguities: readonly Message[]
}

export interface CanaryContext {
  readonly request: ReadRequest
  readonly matchRegex: MatchRegex | undefined
  /** A canary whose Service has no ready endpoint takes nothing. */
  readonly hasEndpoints: (choice: BackendChoice) => boolean
}

/** The backend of a location; `undefined` where the location has none of its own. */
export function mainChoice({ ingress, backend, rule }: Upstream): BackendChoice | undefined {
  if (!ingress || !backend) return undefined
  const place = rule
    ? { field: `${fieldOf(rule)}.backend` }
    : { field: 'spec.defaultBackend', role: 'default' as const }
  const choice = ingressChoice(ingress, backend, place)
  const standIn = nginxAnnotation(ingress, 'default-backend')
  return (
    choice && {
      ...choice,
      ...(isOn(ingress, 'service-upstream') && { isThroughService: true }),
      ...(standIn !== undefined && { standIn }),
    }
  )
}

/** The main backend beside its first canary; further ones are not used (rule E.4.11). */
export function withCanary(main: BackendChoice, canaries: readonly PathRule[], context: CanaryContext): NginxBackends {
  const [first, ...others] = canaries
  const choice =
    first && ingressChoice(first.ingress, first.backend, { field: `${fieldOf(first)}.backend`, role: 'canary' })
  if (!first || !choice) return { backends: [main], steps: [], canaries: [], ambiguities: [] }
  const source = keyOf(first.ingress)
  const ignored = others.map((rule) =>
    pathCandidate(rule, 'ignored', say('candidate.second-canary', { winner: source })),
  )
  const verdict: CanaryVerdict = context.hasEndpoints(choice)
    ? canaryVerdict(first.ingress, context.request, context.matchRegex)
    : { takes: 'never', by: 'it has no ready endpoint' }
  const { backends, candidate, message } = shared(main, choice, { rule: first, verdict })
  return {
    ...(backends && { backends }),
    steps: [{ id: 'backend', state: backends ? 'ok' : 'unknown', message, evidence: [choice.evidence] }],
    canaries: [candidate, ...ignored],
    ambiguities: verdict.takes === 'weight' ? byLot(first) : [],
  }
}

function shared(
  main: BackendChoice,
  canary: BackendChoice,
  { rule, verdict }: { rule: PathRule; verdict: CanaryVerdict },
) {
  const source = keyOf(rule.ingress)
  if (verdict.takes === 'weight') {
    const { part, weight, total } = verdict
    return {
      backends: [
        { ...main, weight: total - weight, share: 1 - part },
        { ...canary, weight, share: part },
      ],
      candidate: pathCandidate(rule, 'lost', say('candidate.canary', {})),
      message: say('backend.canary-weight', { source, weight, total }),
    }
  }
  const { by } = verdict
  if (verdict.takes === 'undecided') {
    const reason = say('candidate.regex-undecided', { pattern: by })
    return {
      candidate: pathCandidate(rule, 'undecided', reason),
      message: say('backend.canary-undecided', { source, by }),
    }
  }
  const isTaken = verdict.takes === 'always'
  return {
    backends: [isTaken ? canary : main],
    candidate: pathCandidate(
      rule,
      'lost',
      isTaken ? say('candidate.canary', {}) : say('candidate.canary-not-taken', { by }),
    ),
    message: isTaken ? say('backend.canary-always', { source, by }) : say('backend.canary-never', { source, by }),
  }
}

function byLot({ ingress }: PathRule): Message[] {
  const lot = say('ambiguity.random-canary', {})
  return nginxAnnotation(ingress, 'affinity') === undefined ? [lot] : [lot, say('ambiguity.session-affinity', {})]
}
