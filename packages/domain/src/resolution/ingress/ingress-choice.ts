import type { Ingress, IngressBackend } from '../../kubernetes/ingress.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { BackendChoice } from '../decision.ts'
import type { BackendRole } from '../resolution.ts'

/** A backend of an Ingress as the only one that takes traffic. `undefined` for one that names nothing. */
export function ingressChoice(
  ingress: Ingress,
  backend: IngressBackend,
  { field, role = 'rule' }: { field: string; role?: BackendRole },
): BackendChoice | undefined {
  const namespace = ingress.metadata.namespace ?? ''
  const whole = { namespace, role, weight: 1, share: 1, evidence: { object: keyOf(ingress), field } } as const
  if (backend.service) {
    const port = backend.service.port.number ?? backend.service.port.name
    return { ...whole, target: { service: backend.service.name }, ...(port !== undefined && { port }) }
  }
  return backend.resource && { ...whole, target: backend.resource }
}
