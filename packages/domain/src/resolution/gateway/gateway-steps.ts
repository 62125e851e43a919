import { objectKey } from '../../kubernetes/object-key.ts'
import { say } from '../messages/message.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { ResolutionStep } from '../resolution.ts'
import type { ListenerRoutes } from './gateway-routes.ts'

export function listenerStep({ listener, evidence }: ListenerRoutes, { host }: ReadRequest): ResolutionStep {
  const message = say('host.listener', { listener: listener.name, host })
  return { id: 'host', state: 'ok', message, evidence: [evidence] }
}

/** Source: gateway.networking.k8s.io/v1 ListenerTLSConfig. The Secrets that are named are never read. */
export function listenerTlsStep({ listener, owner, evidence }: ListenerRoutes): ResolutionStep {
  const { tls, protocol } = listener
  const proof = [{ ...evidence, field: `${evidence.field}.tls` }]
  if (protocol === 'HTTP') return { id: 'tls', state: 'ok', message: say('tls.plain', {}), evidence: [] }
  if (tls?.mode === 'Passthrough')
    return { id: 'tls', state: 'ok', message: say('tls.passthrough', {}), evidence: proof }
  const [reference] = tls?.certificateRefs ?? []
  if (!reference) return { id: 'tls', state: 'unknown', message: say('tls.unknown-certificate', {}), evidence: [] }
  const { kind, name, namespace = owner.metadata.namespace } = reference
  const secret = objectKey(kind, namespace, name)
  return { id: 'tls', state: 'ok', message: say('tls.secret', { secret }), evidence: proof }
}
