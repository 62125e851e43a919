import type { SnapshotReader } from '../history/snapshot-reader.ts'
import type { Service } from '../kubernetes/service.ts'
import { absenceState } from './edge-state.ts'
import type { EdgeState } from './topology.ts'

/** Whether a named Service is there with the named port. */
export interface ServiceBackend {
  readonly state: EdgeState
  /** What is missing, where the state is `missing`. */
  readonly absent?: 'object' | 'port'
}

/**
 * Whether a Service has the port that a backend names: by number it is `ports[].port`, never a targetPort or node port; by
 * name it is `ports[].name`. (rule D.1.2)
 */
function hasPort({ spec }: Service, port: number | string | undefined): boolean {
  return spec.ports.some((candidate) => candidate.port === port || candidate.name === port)
}

/**
 * Resolve a reference to a Service and its port. An ExternalName Service that lists no ports takes any: it is a DNS name.
 *
 * @param port absent: the reference names none, which leads nowhere
 */
export function serviceBackend(
  snapshot: SnapshotReader,
  { namespace, name, port }: { namespace: string; name: string; port: number | string | undefined },
): ServiceBackend {
  const service = snapshot.find('Service', namespace, name)
  if (!service) {
    const state = absenceState(snapshot, 'Service', namespace)
    return state === 'missing' ? { state, absent: 'object' } : { state }
  }
  const isAnyPort = service.spec.type === 'ExternalName' && service.spec.ports.length === 0
  return isAnyPort || hasPort(service, port) ? { state: 'resolved' } : { state: 'missing', absent: 'port' }
}
