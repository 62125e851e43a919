import { type Coverage, type Resolution as ResolutionAnswer, timestamp } from '@portolan/contract'
import type {
  FieldEvidence,
  Message,
  PolicyVerdict,
  Resolution,
  ResolutionOutcome,
  ResolvedBackend,
  ResolvedEndpoint,
  RuleCandidate,
  TrafficEntry,
} from '@portolan/domain'

export interface ResolutionParts {
  readonly resolution: Resolution
  readonly coverage: Coverage
  readonly seq: number
  /** Epoch ms. */
  readonly time: number
}

type BackendAnswer = ResolutionAnswer['backends'][number]
type EndpointAnswer = BackendAnswer['endpoints'][number]

export function resolutionAnswer({ resolution, coverage, seq, time }: ResolutionParts): ResolutionAnswer {
  const { request, entry, outcome, winner, backends, steps, candidates, ambiguities, otherEntries } = resolution
  return {
    at: timestamp(time),
    seq,
    coverage,
    request,
    ...(entry && { entry: entryAnswer(entry) }),
    outcome: outcomeAnswer(outcome),
    ...(winner && { winner: candidateAnswer(winner) }),
    backends: backends.map(backendAnswer),
    steps: steps.map(({ message, evidence, ...step }) => ({
      ...step,
      message: messageAnswer(message),
      evidence: evidence.map(evidenceAnswer),
    })),
    candidates: candidates.map(candidateAnswer),
    candidatesLeftOut: resolution.candidatesLeftOut,
    ambiguities: ambiguities.map(messageAnswer),
    otherEntries: otherEntries.map((other) => ({
      entry: entryAnswer(other.entry),
      outcome: outcomeAnswer(other.outcome),
    })),
  }
}

export function outcomeAnswer({ message, ...outcome }: ResolutionOutcome): ResolutionAnswer['outcome'] {
  return { ...outcome, message: messageAnswer(message) }
}

/** Of whatever speaks in messages. */
export function messageAnswer({ id, args, text }: { readonly id: string } & Pick<Message, 'args' | 'text'>) {
  return { id, args: { ...args }, text }
}

export function entryAnswer({ classes, addresses, ...entry }: TrafficEntry): NonNullable<ResolutionAnswer['entry']> {
  return { ...entry, classes: [...classes], addresses: [...addresses] }
}

function candidateAnswer({
  conditions,
  backends,
  reason,
  ...candidate
}: RuleCandidate): ResolutionAnswer['candidates'][number] {
  return { ...candidate, conditions: [...conditions], backends: [...backends], reason: messageAnswer(reason) }
}

function evidenceAnswer({ object, field }: FieldEvidence) {
  return { object, ...(field !== undefined && { field }) }
}

function backendAnswer({ servicePort, problem, endpoints, ...backend }: ResolvedBackend): BackendAnswer {
  return {
    ...backend,
    ...(servicePort && { servicePort: { ...servicePort } }),
    ...(problem && { problem: messageAnswer(problem) }),
    endpoints: endpoints.map(endpointAnswer),
  }
}

function endpointAnswer({ policy, ...endpoint }: ResolvedEndpoint): EndpointAnswer {
  return { ...endpoint, ...(policy && { policy: policyAnswer(policy) }) }
}

function policyAnswer({ verdict, policies }: PolicyVerdict): NonNullable<EndpointAnswer['policy']> {
  return { verdict, policies: [...policies] }
}
