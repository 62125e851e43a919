import type { Node } from '../../kubernetes/node.ts'
import type { Health } from '../health.ts'
import type { MachineFacts } from '../node-facts.ts'

export function machineFacts(node: Node): MachineFacts {
  const zone = node.metadata.labels['topology.kubernetes.io/zone']
  return {
    isReady: readiness(node) === 'True',
    isSchedulable: !node.spec.unschedulable,
    ...(zone !== undefined && { zone }),
  }
}

/** A node that does not answer (`Ready` is Unknown) is as bad as one that says it is not ready. */
export function machineHealth(node: Node): Health {
  const ready = readiness(node)
  if (ready === undefined) return 'unknown'
  if (ready !== 'True') return 'error'
  return node.spec.unschedulable ? 'warning' : 'ok'
}

function readiness({ status }: Node): 'True' | 'False' | 'Unknown' | undefined {
  return status.conditions.find(({ type }) => type === 'Ready')?.status
}
