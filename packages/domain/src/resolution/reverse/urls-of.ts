import { serviceOfSlice } from '../../endpoints/slice-service.ts'
import { ResolutionRequestError } from '../../errors.ts'
import type { Snapshot } from '../../history/snapshot.ts'
import { type ObjectKey, objectKey, parseObjectKey } from '../../kubernetes/object-key.ts'
import { compareText } from '../../text-order.ts'
import type { Decision } from '../decision.ts'
import { readRequest } from '../request/read-request.ts'
import { type IndexedEntry, RequestIndex } from '../request-index.ts'
import type { ResolutionOptions } from '../resolution-options.ts'
import { decide } from '../resolve-entry.ts'
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
  const [first] = requests
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
    ...(first && { example: first.url }),
    ...reachOf(rule, requests, place),
  }
}

/** Ask the entry itself what it does with the requests the rule is for. */
function reachOf(
  rule: LeadingRule,
  requests: ReturnType<typeof exampleRequests>,
  { entry, snapshot, options }: Place,
): Pick<UrlPattern, 'reach' | 'reason'> {
  if (rule.role === 'default') return { reach: 'reached' }
  const fates = requests.map((request) => {
    const read = readable(request)
    return read && fateOf(rule, decide(entry, read, { snapshot, options, profile: undefined }))
  })
  const taken = fates.filter((fate) => fate?.reach === 'reached').length
  const reason = fates.find((fate) => fate?.reason)?.reason
  const isOpen = fates.length === 0 || fates.some((fate) => fate === undefined || fate.reach === 'unknown')
  const reach = taken === fates.length && taken > 0 ? 'reached' : isOpen ? 'unknown' : taken > 0 ? 'partly' : 'shadowed'
  return { reach, ...(reason && { reason }) }
}

/** A rule may be for what no client can send. */
function readable(request: Parameters<typeof readRequest>[0]) {
  try {
    return readRequest(request)
  } catch (error) {
    if (error instanceof ResolutionRequestError) return undefined
    throw error
  }
}

function fateOf({ candidate }: LeadingRule, { candidates, ending }: Decision): Pick<UrlPattern, 'reach' | 'reason'> {
  const own = candidates.find(({ object, field }) => object === candidate.object && field === candidate.field)
  if (own?.verdict === 'won' || own?.reason.id.startsWith('candidate.canary')) {
    const isHomeless = own.reason.id === 'candidate.canary-without-main'
    return isHomeless ? { reach: 'shadowed', reason: own.reason } : { reach: 'reached' }
  }
  if (ending.kind === 'unknown') return { reach: 'unknown', reason: ending.message }
  return { reach: 'shadowed', ...(own && { reason: own.reason }) }
}
