import { type EndpointSlice, isReady } from '../../kubernetes/endpoint-slice.ts'
import { sliceOrigin } from '../../services/slice-origin.ts'
import type { Health } from '../health.ts'
import type { SliceNodeFacts } from '../node-facts.ts'

export function sliceFacts(slice: EndpointSlice): SliceNodeFacts {
  const { addressType, endpoints, metadata } = slice
  const managedBy = metadata.labels['endpointslice.kubernetes.io/managed-by']
  return {
    addressType,
    origin: sliceOrigin(slice),
    ...(managedBy !== undefined && { managedBy }),
    endpoints: endpoints.length,
  }
}

/** A slice without endpoints is a placeholder, not an error (rule D.4.4). */
export function sliceHealth({ endpoints }: EndpointSlice): Health {
  const ready = endpoints.filter(isReady).length
  if (ready === endpoints.length) return 'ok'
  return ready === 0 ? 'error' : 'warning'
}
