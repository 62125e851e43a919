import type { KubernetesObject } from './metadata.ts'

/** networking.k8s.io/v1 IngressClass. The annotation `ingressclass.kubernetes.io/is-default-class` is kept. */
export interface IngressClass extends KubernetesObject<'IngressClass'> {
  readonly spec: {
    /** Immutable once set; absent where a manifest left it out. */
    readonly controller?: string
    readonly parameters?: IngressClassParameters
  }
}

export interface IngressClassParameters {
  /** Absent for the core group. */
  readonly apiGroup?: string
  readonly kind: string
  readonly name: string
  /** Always present; the API defaults it to `Cluster` (IngressClassParametersReference.scope). */
  readonly scope: 'Cluster' | 'Namespace'
  readonly namespace?: string
}
