import type { KubernetesObject } from './metadata.ts'

/** networking.k8s.io/v1 Ingress, with what decides where a request goes. */
export interface Ingress extends KubernetesObject<'Ingress'> {
  readonly spec: IngressSpec
  readonly status: IngressStatus
  readonly derived: {
    /** Names of the annotations whose values were dropped, sorted: snippets and auth settings may hold secrets (rule C.4). */
    readonly otherAnnotations: readonly string[]
  }
}

export interface IngressSpec {
  readonly ingressClassName?: string
  readonly defaultBackend?: IngressBackend
  readonly rules: readonly IngressRule[]
  readonly tls: readonly IngressTls[]
}

/** Exactly one of `service` and `resource` (IngressBackend). */
export interface IngressBackend {
  readonly service?: IngressServiceBackend
  readonly resource?: {
    /** Absent for the core group. */
    readonly apiGroup?: string
    readonly kind: string
    readonly name: string
  }
}

export interface IngressServiceBackend {
  readonly name: string
  /** One of the two; `{}` where the manifest names none. The Service's port, never its targetPort (rule D.1). */
  readonly port: { readonly name?: string; readonly number?: number }
}

export interface IngressRule {
  /** Absent (or empty in the API): every host (IngressRule.host). */
  readonly host?: string
  /** Absent: the rule only claims the host (rule D.1.4). */
  readonly http?: { readonly paths: readonly IngressPath[] }
}

export interface IngressPath {
  /** Absent only with `ImplementationSpecific` (HTTPIngressPath.path). */
  readonly path?: string
  readonly pathType: 'Exact' | 'Prefix' | 'ImplementationSpecific'
  readonly backend: IngressBackend
}

export interface IngressTls {
  readonly hosts: readonly string[]
  readonly secretName?: string
}

export interface IngressStatus {
  readonly loadBalancer: { readonly ingress: readonly IngressAddress[] }
}

/** `status.loadBalancer.ingress[]`: an address under which the controller says it can be reached. */
export interface IngressAddress {
  readonly ip?: string
  readonly hostname?: string
  readonly ports: readonly PortStatus[]
}

/** `PortStatus` of an Ingress or a Service: `error` is the provider's CamelCase reason. */
export interface PortStatus {
  readonly port: number
  readonly protocol: string
  readonly error?: string
}
