import type { Snapshot } from '../history/snapshot.ts'
import { isEqualJson } from '../json-value.ts'
import type { Ingress } from '../kubernetes/ingress.ts'
import { INGRESS_CLASS_ANNOTATION } from '../kubernetes/ingress-class-name.ts'
import { objectKey } from '../kubernetes/object-key.ts'
import { backendSteps } from './backend-steps.ts'
import { chooseEntry, type EntryChoice } from './entries/choose-entry.ts'
import { type Message, say } from './messages/message.ts'
import { type ReadRequest, readRequest } from './request/read-request.ts'
import { RequestIndex } from './request-index.ts'
import type {
  EntryAnswer,
  FieldEvidence,
  Resolution,
  ResolutionOutcome,
  ResolutionStep,
  ResolutionStepState,
  TrafficEntry,
  UnderstoodRequest,
} from './resolution.ts'
import type { ResolutionOptions, ResolutionRequest } from './resolution-options.ts'
import { type EntryResolution, type ResolvingContext, resolveEntry } from './resolve-entry.ts'
import { unseenRules } from './unseen-rules.ts'

/** Entries an answer compares; a cluster with more is asked to say which is meant. */
const MAX_ENTRIES = 20

/**
 * Where a request leads, by the objects of one instant: who answers, which rule wins and why the others lose, and which
 * containers may get it in the end. Rules of section E.
 *
 * @param options `index` spares a look at every rule; without `matchRegex` patterns may leave the answer open
 * @throws {ResolutionRequestError} the URL, method or headers cannot be a request
 */
export function resolveUrl(
  snapshot: Snapshot,
  request: ResolutionRequest,
  options: ResolutionOptions = {},
): Resolution {
  const read = readRequest(request)
  const choice = chooseEntry(options.index ?? RequestIndex.of(snapshot), read, request)
  const context: ResolvingContext = { snapshot, options, profile: request.profile }
  const resolve = (entry: EntryChoice['contenders'][number]) => resolveEntry(entry, read, context)
  const answers = listening(choice.contenders.slice(0, MAX_ENTRIES).map(resolve))
  const others = choice.others.slice(0, MAX_ENTRIES).map(resolve).map(answerOf)
  const [first, ...alike] = answers
  if (!first) return nobody(read, choice, snapshot)
  if (!alike.every((answer) => isSameAnswer(answer, first))) return undecided(read, choice, answers)
  return answered(read, first, { choice, others: [...alike.map(answerOf), ...others], context })
}

/** Who does not take the connection is not the one that answers, where there is another. */
function listening(answers: readonly EntryResolution[]): readonly EntryResolution[] {
  const heard = answers.filter(({ outcome }) => outcome.kind !== 'error' || outcome.status !== undefined)
  return heard.length > 0 ? heard : answers
}

interface Circumstances {
  readonly choice: EntryChoice
  readonly others: readonly EntryAnswer[]
  readonly context: ResolvingContext
}

function answered(read: ReadRequest, resolution: EntryResolution, circumstances: Circumstances): Resolution {
  const { entry, decision, backends } = resolution
  const { choice, others, context } = circumstances
  const outcome = asFarAsSeen(read, resolution, circumstances)
  const { winner, candidates, candidatesLeftOut, ambiguities } = decision
  const entryMessage = choice.contenders.length > 1 ? say('entry.chosen', { name: entry.name }) : choice.message
  const entryState = others.length === 0 ? 'ok' : 'ambiguous'
  return {
    request: understood(read),
    entry,
    outcome,
    ...(winner && { winner }),
    backends: backends.map(({ backend }) => backend),
    steps: [
      { id: 'entry', state: entryState, message: entryMessage, evidence: evidenceOf(entry) },
      ...decision.steps,
      ...backendSteps(backends, context.options.checkPolicy !== undefined),
      outcomeStep(outcome),
    ],
    candidates,
    candidatesLeftOut,
    ambiguities: [
      ...entryAmbiguities(resolution, others),
      ...classAmbiguities(resolution, context.snapshot),
      ...unseenAmbiguities(read, resolution, context.snapshot),
      ...ambiguities,
    ],
    otherEntries: others,
  }
}

/** That no rule matches can be said only where every rule can be read: refused to be read is not missing. */
function asFarAsSeen(
  read: ReadRequest,
  { entry, outcome }: EntryResolution,
  { choice, context }: Circumstances,
): ResolutionOutcome {
  if (outcome.kind !== 'not-found') return outcome
  const kind = unseenRules(context.snapshot, read, choice.isAskedFor ? entry.kind : undefined)
  return kind === undefined ? outcome : { kind: 'unknown', message: say('outcome.unseen-rules', { kind }) }
}

/** A rule that cannot be read may go before the one that won. */
function unseenAmbiguities(read: ReadRequest, { entry, outcome }: EntryResolution, snapshot: Snapshot): Message[] {
  const kind = outcome.kind === 'not-found' ? undefined : unseenRules(snapshot, read, entry.kind)
  return kind === undefined ? [] : [say('ambiguity.unseen-rules', { kind })]
}

/** The Gateway, or the classes that say whose they are. */
function evidenceOf({ gateway, classes }: TrafficEntry): FieldEvidence[] {
  if (gateway !== undefined) return [{ object: gateway }]
  return classes.map((name) => ({ object: objectKey('IngressClass', undefined, name), field: 'spec.controller' }))
}

function entryAmbiguities({ entry, backends }: EntryResolution, others: readonly EntryAnswer[]): Message[] {
  const found: Message[] = []
  const names = others.map((other) => other.entry.name).join(', ')
  if (others.length > 0) found.push(say('ambiguity.other-entries', { names }))
  if (entry.profile === 'ingress') found.push(say('ambiguity.spec-profile', { controller: entry.name }))
  const isExternal = backends.some(({ backend }) => backend.problem?.id === 'backend.external-name')
  if (entry.profile === 'gateway' && isExternal) found.push(say('ambiguity.external-name', {}))
  return found
}

/** Whether the winner's Ingress is served at all is open where its class is no reference, or there is none. */
function classAmbiguities({ entry, decision }: EntryResolution, snapshot: Snapshot): Message[] {
  const source = decision.winner && snapshot.get(decision.winner.object)
  if (source?.kind !== 'Ingress' || source.spec.ingressClassName) return []
  return [
    isAnnotated(source) ? say('ambiguity.class-by-annotation', {}) : say('ambiguity.class-less', { name: entry.name }),
  ]
}

function isAnnotated({ metadata }: Ingress): boolean {
  return Boolean(metadata.annotations[INGRESS_CLASS_ANNOTATION])
}

/** Several entries could answer and would say different things: which is dialled has to be said. */
function undecided(read: ReadRequest, { message }: EntryChoice, answers: readonly EntryResolution[]): Resolution {
  const names = answers.map(({ entry }) => entry.name).join(', ')
  return without(
    read,
    { kind: 'unknown', message },
    {
      state: 'ambiguous',
      ambiguities: [say('ambiguity.other-entries', { names })],
      otherEntries: answers.map(answerOf),
    },
  )
}

function nobody(read: ReadRequest, { message, isCertain }: EntryChoice, snapshot: Snapshot): Resolution {
  const unseen = unseenRules(snapshot, read)
  const reason = unseen === undefined ? message : say('entry.unseen', { kind: unseen })
  const state = unseen === undefined || isCertain ? 'fail' : 'unknown'
  return without(read, { kind: 'unknown', message: reason }, { state, ambiguities: [], otherEntries: [] })
}

function without(
  read: ReadRequest,
  outcome: ResolutionOutcome,
  { state, ...rest }: Pick<Resolution, 'ambiguities' | 'otherEntries'> & { readonly state: ResolutionStepState },
): Resolution {
  return {
    request: understood(read),
    outcome,
    backends: [],
    steps: [{ id: 'entry', state, message: outcome.message, evidence: [] }, outcomeStep(outcome)],
    candidates: [],
    candidatesLeftOut: 0,
    ...rest,
  }
}

function outcomeStep({ kind, message }: ResolutionOutcome): ResolutionStep {
  const isGood = kind === 'backend' || kind === 'redirect'
  return { id: 'outcome', state: isGood ? 'ok' : kind === 'unknown' ? 'unknown' : 'fail', message, evidence: [] }
}

function answerOf({ entry, outcome }: EntryResolution): EntryAnswer {
  return { entry, outcome }
}

/** To a client it makes no difference which of the two is dialled. */
function isSameAnswer(a: EntryResolution, b: EntryResolution): boolean {
  const [first, second] = [a, b].map(({ outcome: { kind, status, location }, backends }) => ({
    kind,
    status,
    location,
    backends: backends.map(({ backend: { namespace, service, port, share } }) => ({ namespace, service, port, share })),
  }))
  return isEqualJson(first, second)
}

function understood({ protocol, host, port, path, query, method }: ReadRequest): UnderstoodRequest {
  return { scheme: protocol, host, port, path, query, method }
}
