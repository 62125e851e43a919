import type { EndpointSlice } from '../kubernetes/endpoint-slice.ts'

/**
 * Who fills a slice (rules D.4.2 and D.4.3).
 *
 * - `selector`: the EndpointSlice controller, from the Pods that the Service selects.
 * - `mirrored`: copied from the Endpoints of a Service without selector; `serving` and `terminating` are never told.
 * - `imported`: from another cluster; it belongs to a ServiceImport, not to a Service.
 * - `by-hand`: anybody else, such as the API servers for `default/kubernetes`.
 */
export type SliceOrigin = 'selector' | 'mirrored' | 'imported' | 'by-hand'

const BY_MANAGER: Readonly<Record<string, SliceOrigin>> = {
  'endpointslice-controller.k8s.io': 'selector',
  'endpointslicemirroring-controller.k8s.io': 'mirrored',
}

/** Source: discovery.k8s.io/v1 LabelManagedBy; multi-cluster label `multicluster.kubernetes.io/service-name`. */
export function sliceOrigin({ metadata: { labels } }: EndpointSlice): SliceOrigin {
  if (labels['multicluster.kubernetes.io/service-name'] !== undefined) return 'imported'
  return BY_MANAGER[labels['endpointslice.kubernetes.io/managed-by'] ?? ''] ?? 'by-hand'
}
