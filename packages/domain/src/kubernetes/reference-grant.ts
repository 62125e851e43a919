import type { KubernetesObject } from './metadata.ts'

/** gateway.networking.k8s.io ReferenceGrant (v1 and v1beta1 alike): who may refer into its namespace. */
export interface ReferenceGrant extends KubernetesObject<'ReferenceGrant'> {
  readonly spec: {
    readonly from: readonly ReferenceGrantFrom[]
    readonly to: readonly ReferenceGrantTo[]
  }
}

export interface ReferenceGrantFrom {
  readonly group: string
  readonly kind: string
  readonly namespace: string
}

export interface ReferenceGrantTo {
  /** `''` is the core group. */
  readonly group: string
  readonly kind: string
  /** Absent: every object of the kind. */
  readonly name?: string
}
