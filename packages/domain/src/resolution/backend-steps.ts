import type { BackendChoice } from './decision.ts'
import { say } from './messages/message.ts'
import { keyOfBackend } from './outcome.ts'
import type { FieldEvidence, ResolutionStep, ResolvedBackend } from './resolution.ts'

interface Followed {
  readonly choice: BackendChoice
  readonly backend: ResolvedBackend
}

const MAX_EVIDENCE = 5

/** The way from the rule's backends to their endpoints. */
export function backendSteps(followed: readonly Followed[], isPolicyAsked: boolean): ResolutionStep[] {
  if (followed.length === 0) return []
  const several: ResolutionStep[] =
    followed.length === 1
      ? []
      : [{ id: 'backend', state: 'ok', message: say('backend.several', { count: followed.length }), evidence: [] }]
  const backends = followed.map(({ backend }) => backend)
  return [...several, ...followed.flatMap(stepsOf), policyStep(backends, isPolicyAsked)]
}

function stepsOf({ choice, backend }: Followed): ResolutionStep[] {
  const { servicePort, port, problem, counts } = backend
  const service = keyOfBackend(backend)
  const evidence: FieldEvidence[] = [choice.evidence, { object: service }]
  if (!servicePort) {
    const state = backend.status === undefined ? (counts.used > 0 ? 'ambiguous' : 'unknown') : 'fail'
    return [{ id: 'backend', state, message: problem ?? say('backend.none', {}), evidence }]
  }
  const isTolerated = problem?.id === 'backend.tolerated-port'
  const resolved: ResolutionStep = {
    id: 'backend',
    state: isTolerated ? 'ambiguous' : 'ok',
    message: isTolerated ? problem : say('backend.resolved', { service, port: port ?? servicePort.port }),
    evidence,
  }
  return [resolved, endpointStep(backend)]
}

function endpointStep({ counts, problem, endpoints, status }: ResolvedBackend): ResolutionStep {
  const slices = new Set(endpoints.flatMap(({ slice }) => slice ?? []))
  const evidence = [...slices].slice(0, MAX_EVIDENCE).map((object) => ({ object, field: 'endpoints' }))
  if (counts.used > 0) return { id: 'endpoints', state: 'ok', message: say('endpoints.ready', counts), evidence }
  const state = status === undefined ? 'unknown' : 'fail'
  return { id: 'endpoints', state, message: problem ?? say('endpoints.ready', counts), evidence }
}

function policyStep(backends: readonly ResolvedBackend[], isAsked: boolean): ResolutionStep {
  const asked = backends.flatMap(({ endpoints }) => endpoints.flatMap(({ policy }) => policy ?? []))
  const evidence = [...new Set(asked.flatMap(({ policies }) => policies))]
    .slice(0, MAX_EVIDENCE)
    .map((object) => ({ object }))
  const denied = asked.filter(({ verdict }) => verdict === 'denied').length
  const unknown = asked.filter(({ verdict }) => verdict === 'unknown').length
  const total = asked.length
  if (!isAsked || total === 0) {
    const message = say('policy.not-asked', {})
    return { id: 'policy', state: isAsked ? 'ok' : 'unknown', message, evidence }
  }
  if (denied > 0) return { id: 'policy', state: 'fail', message: say('policy.denied', { denied, total }), evidence }
  if (unknown > 0)
    return { id: 'policy', state: 'unknown', message: say('policy.unknown', { unknown, total }), evidence }
  return { id: 'policy', state: 'ok', message: say('policy.allowed', {}), evidence }
}
