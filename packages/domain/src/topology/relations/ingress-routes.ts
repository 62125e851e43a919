import type { Snapshot } from '../../history/snapshot.ts'
import type { Ingress, IngressPath } from '../../kubernetes/ingress.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { IngressRouteFacts } from '../edge-facts.ts'
import type { EdgeOf } from '../topology.ts'
import { ingressBackend } from './ingress-backend.ts'

/**
 * Where the rules of an Ingress lead: one edge per host and path, in their order. A rule without paths only claims its host.
 * Source: networking.k8s.io/v1 Ingress.spec.rules, rule D.1.
 */
export function ingressRouteEdges(ingress: Ingress, snapshot: Snapshot): EdgeOf<'route'>[] {
  return ingress.spec.rules.flatMap(({ host, http }) =>
    (http?.paths ?? []).flatMap((path) => {
      const target = ingressBackend(ingress, path.backend, snapshot)
      return target
        ? [
            {
              from: keyOf(ingress),
              relation: 'route',
              ...target,
              facts: { ...ruleFacts(ingress, host, path), ...target.facts },
            },
          ]
        : []
    }),
  )
}

function ruleFacts(ingress: Ingress, host: string | undefined, { path, pathType }: IngressPath): IngressRouteFacts {
  return {
    ...(host !== undefined && { host }),
    ...(path !== undefined && { path }),
    pathType,
    tls: isTlsHost(ingress, host),
  }
}

/**
 * Whether `spec.tls` covers a host. An entry without hosts covers all; a wildcard covers exactly one more label.
 * Source: networking.k8s.io/v1 IngressTLS.hosts.
 */
export function isTlsHost(ingress: Ingress, host: string | undefined): boolean {
  return ingress.spec.tls.some(
    ({ hosts }) => hosts.length === 0 || (host !== undefined && hosts.some((covered) => coversHost(covered, host))),
  )
}

/** Whether a host of `spec.tls`, or of a rule, is or covers another: a wildcard covers exactly one more label. */
export function coversHost(covered: string, host: string): boolean {
  if (covered === host) return true
  const label = host.indexOf('.')
  return covered.startsWith('*.') && label > 0 && host.slice(label) === covered.slice(1)
}
