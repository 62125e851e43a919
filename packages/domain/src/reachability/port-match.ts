import type { ContainerPort } from '../kubernetes/container.ts'
import type { NetworkPolicyPort } from '../kubernetes/network-policy.ts'
import type { Pod } from '../kubernetes/pod.ts'
import { declaredPorts } from '../kubernetes/target-port.ts'

export interface DialledPort {
  readonly port: number
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  /** Whose named ports count (rule I.1.6); absent where the destination is no Pod. */
  readonly destination?: Pod
}

/** What of a policy's port does not fit; `undefined` where it matches. A port that is left out means all of its protocol. */
export function portFault(allowed: NetworkPolicyPort, dialled: DialledPort): 'protocol' | 'port' | undefined {
  if (allowed.protocol !== dialled.protocol) return 'protocol'
  if (allowed.port === undefined) return undefined
  if (typeof allowed.port === 'string') return isNamed(allowed.port, dialled) ? undefined : 'port'
  return dialled.port >= allowed.port && dialled.port <= (allowed.endPort ?? allowed.port) ? undefined : 'port'
}

function isNamed(name: string, { port, protocol, destination }: DialledPort): boolean {
  const isMeant = (declared: ContainerPort) =>
    declared.name === name && declared.protocol === protocol && declared.containerPort === port
  return destination !== undefined && declaredPorts(destination).some(isMeant)
}

/** As a person writes it: `8080`, `8000–8100`, `http`. */
export function portText({ port, endPort, protocol }: NetworkPolicyPort): string {
  if (port === undefined) return `every ${protocol} port`
  return endPort === undefined ? String(port) : `${port}–${endPort}`
}
