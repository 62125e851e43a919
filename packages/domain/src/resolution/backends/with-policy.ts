import type { ResolvedBackend, ResolvedEndpoint, TrafficEntry } from '../resolution.ts'
import type { CheckPolicy } from '../resolution-options.ts'

/** A backend with what NetworkPolicies say of the way to each listed endpoint that takes traffic. */
export function withPolicy(backend: ResolvedBackend, entry: TrafficEntry, checkPolicy: CheckPolicy): ResolvedBackend {
  const protocol = backend.servicePort?.protocol ?? 'TCP'
  const endpoints = backend.endpoints.map((endpoint): ResolvedEndpoint => {
    const { isUsed, pod, port } = endpoint
    if (!isUsed || pod === undefined || port === undefined) return endpoint
    return { ...endpoint, policy: checkPolicy({ entry, pod, port, protocol }) }
  })
  return { ...backend, endpoints }
}
