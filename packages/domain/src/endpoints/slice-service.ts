import type { EndpointSlice } from '../kubernetes/endpoint-slice.ts'

/** Label that names the Service a slice belongs to (discovery.k8s.io/v1 LabelServiceName). */
export const SERVICE_NAME_LABEL = 'kubernetes.io/service-name'

/**
 * `namespace/name` of the Service a slice belongs to: by its label, in its own namespace. `undefined` for a slice without
 * the label, which no consumer sees. Never by `ownerReferences` or by name: hand-made slices have neither (rule D.4.1).
 */
export function serviceOfSlice(slice: EndpointSlice): string | undefined {
  const name = slice.metadata.labels[SERVICE_NAME_LABEL]
  return name ? `${slice.metadata.namespace}/${name}` : undefined
}

/** uid of the Service object that the slice's controller made it for; `undefined` for mirrored and hand-made slices. */
export function serviceUidOfSlice(slice: EndpointSlice): string | undefined {
  return slice.metadata.ownerReferences.find((owner) => owner.controller && owner.kind === 'Service')?.uid
}
