import type { Gateway } from '../../kubernetes/gateway.ts'
import type { Health } from '../health.ts'
import type { GatewayNodeFacts } from '../node-facts.ts'
import type { TopologyEdge } from '../topology.ts'
import { referrerHealth } from './referrer-health.ts'

export function gatewayFacts({ spec, status }: Gateway): GatewayNodeFacts {
  return {
    className: spec.gatewayClassName,
    listeners: listenerFacts(spec),
    addresses: status.addresses.flatMap(({ value }) => value ?? []),
  }
}

export function listenerFacts({ listeners }: Pick<Gateway['spec'], 'listeners'>): GatewayNodeFacts['listeners'] {
  return listeners.map(({ name, port, protocol, hostname }) => ({
    name,
    port,
    protocol,
    ...(hostname !== undefined && { hostname }),
  }))
}

/** What its controller says of it (`Accepted`, `Programmed`), after what it names. A Gateway nobody took up is unknown. */
export function gatewayHealth({ status }: Gateway, edges: readonly TopologyEdge[]): Health {
  const references = referrerHealth(edges)
  if (references === 'error') return 'error'
  const said = status.conditions.filter(({ type }) => type === 'Accepted' || type === 'Programmed')
  if (said.some((condition) => condition.status === 'False')) return 'error'
  return said.length > 0 && said.every((condition) => condition.status === 'True') ? references : 'unknown'
}
