import type { Snapshot } from '../../history/snapshot.ts'
import type { Ingress } from '../../kubernetes/ingress.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { EdgeOf } from '../topology.ts'
import { ingressBackend } from './ingress-backend.ts'

/**
 * Where an Ingress sends what none of its rules matches; none where it names no such backend.
 * Source: networking.k8s.io/v1 Ingress.spec.defaultBackend, rule D.1.1.
 */
export function defaultBackendEdges(ingress: Ingress, snapshot: Snapshot): EdgeOf<'default-backend'>[] {
  const { defaultBackend } = ingress.spec
  const target = defaultBackend && ingressBackend(ingress, defaultBackend, snapshot)
  return target ? [{ from: keyOf(ingress), relation: 'default-backend', ...target }] : []
}
