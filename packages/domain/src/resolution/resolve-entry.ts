import type { Snapshot } from '../history/snapshot.ts'
import { dialBackend } from './backends/dial-backend.ts'
import { DIAL_RULES, NGINX_SERVICE_UPSTREAM } from './backends/dial-rules.ts'
import { withPolicy } from './backends/with-policy.ts'
import type { BackendChoice, Decision } from './decision.ts'
import { decideByGateway } from './gateway/decide-by-gateway.ts'
import { decideBySpec } from './ingress/decide-by-spec.ts'
import { decideByNginx } from './nginx/decide-by-nginx.ts'
import { outcomeOf } from './outcome.ts'
import type { ReadRequest } from './request/read-request.ts'
import type { IndexedEntry } from './request-index.ts'
import type { ResolutionOutcome, ResolvedBackend, RoutingProfile, TrafficEntry } from './resolution.ts'
import type { ResolutionOptions } from './resolution-options.ts'

/** What one entry makes of a request. */
export interface EntryResolution {
  readonly entry: TrafficEntry
  readonly decision: Decision
  /** Beside each backend the choice it came from. */
  readonly backends: readonly { readonly choice: BackendChoice; readonly backend: ResolvedBackend }[]
  readonly outcome: ResolutionOutcome
}

export interface ResolvingContext {
  readonly snapshot: Snapshot
  readonly options: ResolutionOptions
  /** Rules to apply whoever answers. */
  readonly profile: RoutingProfile | undefined
}

/** Follow a request through one entry down to its endpoints. */
export function resolveEntry(indexed: IndexedEntry, request: ReadRequest, context: ResolvingContext): EntryResolution {
  const entry = { ...indexed.entry, profile: profileOf(indexed, context.profile) }
  const dial = (choice: BackendChoice) => dialled(choice, entry, context)
  const decision = decide(indexed, request, context)
  const choices = decision.ending.kind === 'backends' ? decision.ending.backends : []
  const backends = choices.map((choice) => dialOrStandIn(choice, dial))
  const outcome = outcomeOf(
    decision.ending,
    backends.map(({ backend }) => backend),
    entry,
  )
  return { entry, decision, backends, outcome }
}

/** An Ingress can be read by either of its profiles, a Gateway by its own only. */
function profileOf({ kind, entry }: IndexedEntry, asked: RoutingProfile | undefined): RoutingProfile {
  return kind === 'gateway' || asked === undefined ? entry.profile : asked
}

/** What the rules of an entry say of a request. Looks at endpoints of canaries only. */
export function decide(indexed: IndexedEntry, request: ReadRequest, context: ResolvingContext): Decision {
  const { snapshot, options } = context
  const { matchRegex } = options
  if (indexed.kind === 'gateway') return decideByGateway(indexed.listeners(), request, { snapshot, matchRegex })
  const profile = profileOf(indexed, context.profile)
  if (profile !== 'ingress-nginx') return decideBySpec(indexed.rules, request)
  const entry = { ...indexed.entry, profile }
  const hasEndpoints = (choice: BackendChoice) => dialled(choice, entry, context).counts.used > 0
  const defaultBackend = controllerDefault(indexed.defaultBackend)
  return decideByNginx(indexed.nginx, request, { matchRegex, hasEndpoints, defaultBackend })
}

/** The backend that flag `--default-backend-service` names. */
function controllerDefault(name: string | undefined): BackendChoice | undefined {
  const [namespace, service, ...more] = name?.split('/') ?? []
  if (!namespace || !service || more.length > 0) return undefined
  const evidence = { object: `Service/${namespace}/${service}` }
  return { namespace, target: { service }, role: 'default', weight: 1, share: 1, evidence }
}

/** A backend followed to its endpoints, as this entry dials. */
export function dialled(
  choice: BackendChoice,
  entry: TrafficEntry,
  { snapshot, options }: ResolvingContext,
): ResolvedBackend {
  const dial = choice.isThroughService ? NGINX_SERVICE_UPSTREAM : DIAL_RULES[entry.profile]
  const backend = dialBackend(choice, { snapshot, dial })
  return options.checkPolicy ? withPolicy(backend, entry, options.checkPolicy) : backend
}

/** ingress-nginx lets another Service answer for one without ready endpoints, where an annotation names it. */
function dialOrStandIn(choice: BackendChoice, dial: (choice: BackendChoice) => ResolvedBackend) {
  const backend = dial(choice)
  if (choice.standIn === undefined || backend.status !== 503) return { choice, backend }
  const { port: _, standIn: service, ...rest } = choice
  const other: BackendChoice = { ...rest, target: { service }, role: 'default' }
  return { choice: other, backend: dial(other) }
}
