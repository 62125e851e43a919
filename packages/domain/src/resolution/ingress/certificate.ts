import { elementPath } from '../../history/field-path.ts'
import type { Ingress } from '../../kubernetes/ingress.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import { oneLabelWildcard } from '../host-match.ts'
import type { FieldEvidence } from '../resolution.ts'

/** A `tls` entry that is for a host. */
export interface TlsEntry {
  /** `namespace/name`; absent where the entry names no Secret. The Secret itself is never read. */
  readonly secret?: string
  readonly evidence: FieldEvidence
  /** The entry names the host as it is, and not by a wildcard or by naming none. */
  readonly isExact: boolean
}

/**
 * The `tls` entry for a host: the first that names it, else the first that covers it; `undefined` where none does.
 * Source: networking.k8s.io/v1 IngressTLS.hosts.
 *
 * @param ingresses the oldest first
 */
export function tlsEntryFor(host: string, ingresses: readonly Ingress[]): TlsEntry | undefined {
  const wildcard = oneLabelWildcard(host)
  let covering: TlsEntry | undefined
  for (const ingress of ingresses) {
    if (ingress.spec.tls.length === 0) continue
    for (const [index, { hosts, secretName }] of ingress.spec.tls.entries()) {
      const isExact = hosts.includes(host)
      const isCovered = isExact || hosts.length === 0 || (wildcard !== undefined && hosts.includes(wildcard))
      if (!isCovered || (covering && !isExact)) continue
      const entry = {
        ...(secretName !== undefined && { secret: `${ingress.metadata.namespace}/${secretName}` }),
        evidence: { object: keyOf(ingress), field: elementPath('spec.tls', index) },
        isExact,
      }
      if (isExact) return entry
      covering = entry
    }
  }
  return covering
}
