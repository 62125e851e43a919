import { serviceOfSlice } from '../../endpoints/slice-service.ts'
import { ResolutionRequestError } from '../../errors.ts'
import type { Snapshot } from '../../history/snapshot.ts'
import { type ObjectKey, objectKey, parseObjectKey } from '../../kubernetes/object-key.ts'
import { compareText } from '../../text-order.ts'
import type { Ending } from '../decision.ts'
import type { ResolutionMessageId } from '../messages/catalogue.ts'
import type { Message } from '../messages/message.ts'
import { type ReadRequest, readRequest } from '../request/read-request.ts'
import { type IndexedEntry, RequestIndex } from '../request-index.ts'
import type { BackendRole, FieldEvidence } from '../resolution.ts'
import type { ResolutionOptions, ResolutionRequest } from '../resolution-options.ts'
import { decide, dialled, type ResolvingContext } from '../resolve-entry.ts'
import { exampleRequests } from './example-request.ts'
import { gatewayRulesTo, ingressRulesTo, type LeadingRule, type NamedService } from './leading-rules.ts'
import { MAX_URL_PATTERNS, type UrlPattern } from './url-pattern.ts'

/**
 * Every rule that leads to a Service, or to a Pod by its Services, with the URLs it is for and whether rules before it take
 * them all. (rule E.6)
 *
 * In the order of entries, then as their objects list them; at most `MAX_URL_PATTERNS`. Empty for an object of another kind.
 */
export function urlsOf(snapshot: Snapshot, key: ObjectKey, options: ResolutionOptions = {}): readonly UrlPattern[] {
  const { entries } = options.index ?? RequestIndex.of(snapshot)
  const patterns: UrlPattern[] = []
  for (const service of servicesBehind(snapshot, key)) {
    for (const entry of entries) {
      const rules = entry.kind === 'gateway' ? gatewayRulesTo(service, entry) : ingressRulesTo(service, entry)
      for (const rule of rules) {
        if (patterns.length >= MAX_URL_PATTERNS) return patterns
        patterns.push(patternOf(rule, { service, entry, snapshot, options }))
      }
    }
  }
  return patterns
}

/** The Service itself, or those whose slices hold the Pod. */
function servicesBehind(snapshot: Snapshot, key: ObjectKey): NamedService[] {
  const { kind, namespace, name } = parseObjectKey(key) ?? {}
  if (name === undefined || namespace === undefined) return []
  if (kind === 'Service') return [{ namespace, name }]
  const uid = kind === 'Pod' ? snapshot.find('Pod', namespace, name)?.metadata.uid : undefined
  if (uid === undefined) return []
  const services = new Set<string>()
  for (const slice of snapshot.ofKind('EndpointSlice', namespace)) {
    const service = serviceOfSlice(slice)
    if (service !== undefined && slice.endpoints.some(({ targetRef }) => targetRef?.uid === uid)) services.add(service)
  }
  return [...services].sort(compareText).map((service) => ({ namespace, name: service.slice(namespace.length + 1) }))
}

interface Place {
  readonly service: NamedService
  readonly entry: IndexedEntry
  readonly snapshot: Snapshot
  readonly options: ResolutionOptions
}

function patternOf(rule: LeadingRule, place: Place): UrlPattern {
  const { object, field, host, path, pathType, conditions } = rule.candidate
  const { entry, service } = place
  const requests = exampleRequests(rule, entry.entry.profile === 'ingress-nginx')
  const fates = requests.map((request) => ({ url: request.url, ...fateOf(rule, request, place) }))
  const tried = fates.find((fate) => fate.reach === 'reached') ?? fates[0]
  return {
    entry: entry.entry,
    service: objectKey('Service', service.namespace, service.name),
    source: { object, field },
    role: rule.role,
    scheme: rule.scheme,
    ...(rule.port !== undefined && { port: rule.port }),
    ...(host !== undefined && { host }),
    ...(path !== undefined && { path }),
    ...(pathType !== undefined && { pathType }),
    conditions,
    ...(tried && { example: tried.url }),
    ...reachOf(fates, rule.role),
  }
}

/** What becomes of one request that a rule is for. */
interface Fate {
  readonly reach: Exclude<UrlPattern['reach'], 'partly'>
  readonly reason?: Message
}

/** A default backend is reached where any of its requests is. */
function reachOf(fates: readonly Fate[], role: BackendRole): Pick<UrlPattern, 'reach' | 'reason'> {
  const reached = fates.filter(({ reach }) => reach === 'reached').length
  if (reached > 0 && (reached === fates.length || role === 'default')) return { reach: 'reached' }
  const invalid = fates.find(({ reach }) => reach === 'invalid')
  if (reached === 0 && invalid) return invalid
  const reason = fates.find((fate) => fate.reason)?.reason
  const isOpen = fates.length === 0 || fates.some(({ reach }) => reach === 'unknown')
  const reach = isOpen ? 'unknown' : reached > 0 ? 'partly' : 'shadowed'
  return { reach, ...(reason && { reason }) }
}

/** Ask the entry itself what it does with a request. */
function fateOf(rule: LeadingRule, request: ResolutionRequest, place: Place): Fate {
  const read = readable(request)
  if (!read) return { reach: 'unknown' }
  const { candidates, ending } = decide(place.entry, read, contextOf(place))
  const isRule = ({ object, field }: FieldEvidence) =>
    object === rule.candidate.object && field === rule.candidate.field
  if (ending.kind === 'unknown') return { reach: 'unknown', reason: ending.message }
  if (rule.role === 'default') {
    const isTaken = ending.kind === 'backends' && ending.backends.some(({ evidence }) => isRule(evidence))
    return isTaken ? arrival(ending, place) : { reach: 'shadowed' }
  }
  const own = candidates.find(isRule)
  if (own?.verdict === 'won' || (own && STANDS_BESIDE.has(own.reason.id))) return arrival(ending, place)
  return { reach: 'shadowed', ...(own && { reason: own.reason }) }
}

/** The rule answers; whether it can lead to the Service is another matter. */
function arrival(ending: Ending, place: Place): Fate {
  const { service, entry } = place
  const choices = ending.kind === 'backends' ? ending.backends : []
  const choice = choices.find(
    ({ namespace, target }) =>
      namespace === service.namespace && 'service' in target && target.service === service.name,
  )
  const backend = choice && dialled(choice, entry.entry, contextOf(place))
  const isInvalid = backend?.status !== undefined && backend.servicePort === undefined
  return isInvalid ? { reach: 'invalid', ...(backend.problem && { reason: backend.problem }) } : { reach: 'reached' }
}

function contextOf({ snapshot, options }: Place): ResolvingContext {
  return { snapshot, options, profile: undefined }
}

/** Reasons of canaries that stand beside the rule that won. */
const STANDS_BESIDE: ReadonlySet<string> = new Set<ResolutionMessageId>([
  'candidate.canary',
  'candidate.canary-not-taken',
])

/** A rule may be for what no client can send. */
function readable(request: ResolutionRequest): ReadRequest | undefined {
  try {
    return readRequest(request)
  } catch (error) {
    if (error instanceof ResolutionRequestError) return undefined
    throw error
  }
}
