import type { ObjectReference } from './gateway.ts'
import type { Condition, KubernetesObject } from './metadata.ts'
import type { ParentReference } from './routes.ts'

/** gateway.networking.k8s.io/v1 BackendTLSPolicy, without option maps. */
export interface BackendTLSPolicy extends KubernetesObject<'BackendTLSPolicy'> {
  readonly spec: {
    readonly targetRefs: readonly PolicyTarget[]
    readonly validation: BackendTlsValidation
  }
  readonly status: { readonly ancestors: readonly PolicyAncestorStatus[] }
}

export interface PolicyTarget {
  readonly group: string
  readonly kind: string
  readonly name: string
  /** A port's name. */
  readonly sectionName?: string
}

export interface BackendTlsValidation {
  readonly hostname: string
  readonly wellKnownCACertificates?: string
  readonly caCertificateRefs: readonly ObjectReference[]
  readonly subjectAltNames: readonly { readonly type: string; readonly hostname?: string; readonly uri?: string }[]
}

export interface PolicyAncestorStatus {
  readonly ancestorRef: ParentReference
  readonly controllerName: string
  readonly conditions: readonly Condition[]
}
