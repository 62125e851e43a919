import type { Snapshot } from '../../history/snapshot.ts'
import { byAge } from '../../kubernetes/object-age.ts'
import { keyOf, objectKey } from '../../kubernetes/object-key.ts'
import type { StreamRouteRule, TCPRoute, TLSRoute, UDPRoute } from '../../kubernetes/routes.ts'
import { CandidateList } from '../candidate-list.ts'
import type { Decision } from '../decision.ts'
import { type Message, say } from '../messages/message.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { RuleCandidate, RuleVerdict } from '../resolution.ts'
import { gatewayChoices } from './gateway-backends.ts'
import type { ListenerRoutes } from './gateway-routes.ts'
import { listenerStep, listenerTlsStep } from './gateway-steps.ts'
import { hostnamesOver } from './hostnames-over.ts'

type StreamRoute = TLSRoute | TCPRoute | UDPRoute

interface StreamMatch {
  readonly route: StreamRoute
  readonly hostname: string
}

const FIELD = 'spec.rules[0]'

/**
 * Where a listener forwards whole connections: by server name for a TLSRoute, by nothing but its port for the others. The most
 * specific hostname goes first, then the oldest route. (rule E.5.9)
 */
export function decideByStreams(listener: ListenerRoutes, request: ReadRequest, snapshot: Snapshot): Decision {
  const [winner, ...others] = streamMatches(listener, request)
  const list = new CandidateList()
  const refs = winner?.route.spec.rules[0]?.backendRefs ?? []
  if (winner) list.add('won', () => streamCandidate(winner, 'won', say('candidate.won', {})))
  for (const other of others) list.add('lost', () => streamCandidate(other, 'lost', whyLater(other, winner)))
  const isBySni = winner?.route.kind === 'TLSRoute'
  const message = isBySni ? say('path.passthrough', {}) : say('path.stream', { listener: listener.listener.name })
  return {
    steps: [
      listenerStep(listener, request),
      { id: 'path', state: 'ok', message, evidence: [] },
      listenerTlsStep(listener),
    ],
    ...(winner && { winner: streamCandidate(winner, 'won', say('candidate.won', {})) }),
    ...list.listed(),
    ambiguities: isComputed(listener, winner),
    ending: winner
      ? { kind: 'backends', backends: gatewayChoices(winner.route, { refs, field: FIELD }, snapshot) }
      : { kind: 'error', message: say('host.no-listener', { host: request.host }) },
  }
}

function streamMatches({ byHostname }: ListenerRoutes, { host }: ReadRequest): StreamMatch[] {
  return hostnamesOver(host).flatMap((hostname) =>
    (byHostname.get(hostname) ?? [])
      .flatMap(({ route }) => (isStream(route) ? { route, hostname } : []))
      .sort(olderFirst),
  )
}

function isStream(route: { readonly kind: string }): route is StreamRoute {
  return route.kind === 'TLSRoute' || route.kind === 'TCPRoute' || route.kind === 'UDPRoute'
}

function olderFirst(a: StreamMatch, b: StreamMatch): number {
  return byAge(a.route, b.route)
}

function whyLater({ hostname }: StreamMatch, winner: StreamMatch | undefined): Message {
  if (winner && hostname !== winner.hostname)
    return say('candidate.less-specific-hostname', { winner: winner.hostname })
  return say('candidate.younger', { winner: winner ? keyOf(winner.route) : '' })
}

function isComputed({ attached }: ListenerRoutes, winner: StreamMatch | undefined): Message[] {
  const attachment = attached.find(({ route }) => route === winner?.route)
  return attachment?.isComputed ? [say('ambiguity.attachment-computed', { route: keyOf(attachment.route) })] : []
}

function streamCandidate({ route, hostname }: StreamMatch, verdict: RuleVerdict, reason: Message): RuleCandidate {
  const [rule]: readonly (StreamRouteRule | undefined)[] = route.spec.rules
  return {
    object: keyOf(route),
    field: FIELD,
    ...(hostname !== '' && { host: hostname }),
    conditions: [],
    backends: (rule?.backendRefs ?? []).map(({ kind, namespace, name }) =>
      objectKey(kind, namespace ?? route.metadata.namespace, name),
    ),
    verdict,
    reason,
  }
}
