import type { RoutingProfile } from '../resolution.ts'

/** How whoever answers finds a Service's endpoints, and what a client sees where it finds none. */
export interface DialRules {
  /** `tolerant`: also by targetPort, and slices without ports (rule D.1.3). */
  readonly ports: 'exact' | 'tolerant'
  /** `kube-proxy`: through the Service's own address. */
  readonly endpoints: 'ready' | 'kube-proxy'
  /** The status where the Service or its port is not there, or may not be referred to. */
  readonly invalidStatus: number
  /** The status where no endpoint takes traffic. */
  readonly emptyStatus: number
}

/** Expected outcomes of rule E.1. The Ingress API promises no status; what controllers answer is taken. */
export const DIAL_RULES: Readonly<Record<RoutingProfile, DialRules>> = {
  ingress: { ports: 'exact', endpoints: 'ready', invalidStatus: 503, emptyStatus: 503 },
  'ingress-nginx': { ports: 'tolerant', endpoints: 'ready', invalidStatus: 503, emptyStatus: 503 },
  gateway: { ports: 'exact', endpoints: 'ready', invalidStatus: 500, emptyStatus: 503 },
}

/** ingress-nginx told by `service-upstream` to dial the Service: kube-proxy refuses what has no endpoint. */
export const NGINX_SERVICE_UPSTREAM: DialRules = {
  ports: 'tolerant',
  endpoints: 'kube-proxy',
  invalidStatus: 503,
  emptyStatus: 502,
}
