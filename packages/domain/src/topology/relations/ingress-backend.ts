import type { Snapshot } from '../../history/snapshot.ts'
import type { Ingress, IngressBackend } from '../../kubernetes/ingress.ts'
import { type ObjectKey, objectKey } from '../../kubernetes/object-key.ts'
import { serviceBackend } from '../backend.ts'
import { diallingFacts } from '../dialling.ts'
import type { BackendFacts } from '../edge-facts.ts'
import { edgeState } from '../edge-state.ts'
import type { EdgeState } from '../topology.ts'

interface BackendTarget {
  readonly to: ObjectKey
  readonly state: EdgeState
  readonly facts: BackendFacts
}

/**
 * What a backend of an Ingress names: a Service of the Ingress's namespace and its port, or an object of another kind;
 * `undefined` for one that names neither.
 * Source: networking.k8s.io/v1 IngressBackend, rules D.1.1 and D.1.2.
 */
export function ingressBackend(
  ingress: Ingress,
  backend: IngressBackend,
  snapshot: Snapshot,
): BackendTarget | undefined {
  const namespace = ingress.metadata.namespace ?? ''
  if (backend.service) {
    const { name } = backend.service
    const port = backend.service.port.number ?? backend.service.port.name
    const { state, absent } = serviceBackend(snapshot, { namespace, name, port })
    const service = snapshot.find('Service', namespace, name)
    const facts = {
      ...(port !== undefined && { port }),
      ...(absent && { absent }),
      ...diallingFacts(ingress, { service: absent === 'port' ? service : undefined, port }, snapshot),
    }
    return { to: objectKey('Service', namespace, name), state, facts }
  }
  if (!backend.resource) return undefined
  const { kind, name } = backend.resource
  const state = edgeState(snapshot, { kind, namespace, name })
  return { to: objectKey(kind, namespace, name), state, facts: state === 'missing' ? { absent: 'object' } : {} }
}
