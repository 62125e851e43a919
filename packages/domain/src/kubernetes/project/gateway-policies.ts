import type {
  BackendTLSPolicy,
  BackendTlsValidation,
  PolicyAncestorStatus,
  PolicyTarget,
} from '../backend-tls-policy.ts'
import type { ReferenceGrant, ReferenceGrantTo } from '../reference-grant.ts'
import { projectConditions } from './conditions.ts'
import { projectParent, projectReference } from './gateway-references.ts'
import type { Common } from './projection.ts'
import { each, kept, type Raw, record, text } from './raw.ts'

export function projectReferenceGrant(raw: Raw, { apiVersion, metadata }: Common): ReferenceGrant {
  const { from, to } = record(raw.spec)
  return {
    apiVersion,
    kind: 'ReferenceGrant',
    metadata,
    spec: {
      from: each(from, ({ group, kind, namespace }) => ({
        group: text(group) ?? '',
        kind: text(kind) ?? '',
        namespace: text(namespace) ?? '',
      })),
      to: each(to, ({ group, kind, name }) =>
        kept<ReferenceGrantTo>({ group: text(group) ?? '', kind: text(kind) ?? '', name: text(name) }),
      ),
    },
  }
}

export function projectBackendTlsPolicy(raw: Raw, { apiVersion, metadata }: Common): BackendTLSPolicy {
  const { targetRefs, validation } = record(raw.spec)
  return {
    apiVersion,
    kind: 'BackendTLSPolicy',
    metadata,
    spec: { targetRefs: each(targetRefs, projectTarget), validation: projectValidation(record(validation)) },
    status: { ancestors: each(record(raw.status).ancestors, projectAncestor) },
  }
}

function projectTarget({ group, kind, name, sectionName }: Raw): PolicyTarget {
  return kept<PolicyTarget>({
    group: text(group) ?? '',
    kind: text(kind) ?? '',
    name: text(name) ?? '',
    sectionName: text(sectionName),
  })
}

function projectValidation(validation: Raw): BackendTlsValidation {
  return kept<BackendTlsValidation>({
    caCertificateRefs: each(validation.caCertificateRefs, (reference) => projectReference(reference, '')),
    hostname: text(validation.hostname) ?? '',
    subjectAltNames: each(validation.subjectAltNames, ({ hostname, type, uri }) =>
      kept<BackendTlsValidation['subjectAltNames'][number]>({
        hostname: text(hostname),
        type: text(type) ?? '',
        uri: text(uri),
      }),
    ),
    wellKnownCACertificates: text(validation.wellKnownCACertificates),
  })
}

function projectAncestor({ ancestorRef, conditions, controllerName }: Raw): PolicyAncestorStatus {
  return {
    ancestorRef: projectParent(ancestorRef),
    conditions: projectConditions(conditions),
    controllerName: text(controllerName) ?? '',
  }
}
