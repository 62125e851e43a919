import { covers } from '../host-match.ts'
import type { RequestProtocol } from '../request/parse-request-url.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { ListenerRoutes } from './gateway-routes.ts'

/** What a request finds at a Gateway's door. */
export interface ChosenListener {
  /** The most specific first; the first takes the request. Empty: none covers the host. */
  readonly covering: readonly ListenerRoutes[]
  /** There are listeners for this kind of connection. */
  readonly isHeard: boolean
  /** None has the port of the URL: something in front is taken to map it. */
  readonly isPortMapped: boolean
}

/** Which listeners a client that speaks a protocol can talk to; the first kind that there is counts. */
const HEARD_BY: Readonly<Record<RequestProtocol, readonly string[]>> = {
  http: ['HTTP', 'TCP'],
  https: ['HTTPS', 'TLS', 'TCP'],
  tls: ['TLS', 'HTTPS', 'TCP'],
  tcp: ['TCP'],
  udp: ['UDP'],
}

/**
 * The listener with the most specific hostname: an exact one, then a wildcard with more labels, then none (rule E.5.1). TCP
 * and UDP know no hosts, so there the port decides alone.
 */
export function chooseListener(listeners: readonly ListenerRoutes[], request: ReadRequest): ChosenListener {
  const heard = listeners.filter(({ listener }) => HEARD_BY[request.protocol].includes(listener.protocol))
  const onPort = heard.filter(({ listener }) => listener.port === request.port)
  const isHttp = ({ listener }: ListenerRoutes) => listener.protocol !== 'TCP' || request.protocol === 'tcp'
  const candidates = onPort.length > 0 ? onPort : heard.filter(isHttp)
  const covering = candidates
    .filter(({ listener }) => covers(listener.hostname, request.host))
    .sort((a, b) => specificity(b) - specificity(a))
  return { covering, isHeard: candidates.length > 0, isPortMapped: onPort.length === 0 && candidates.length > 0 }
}

function specificity({ listener: { hostname } }: ListenerRoutes): number {
  if (hostname === undefined) return 0
  return hostname.startsWith('*.') ? hostname.split('.').length : Number.MAX_SAFE_INTEGER
}
