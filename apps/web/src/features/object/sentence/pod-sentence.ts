import type { ContainerStatus, Pod } from '@portolan/domain'
import type { Neighbours } from '../neighbours.ts'
import type { ObjectSentence } from './sentence-types.ts'

/** How a Pod is: whether it takes traffic, and if not, what keeps it from that in the API's own words. */
export function podSentence(pod: Pod, { arrives }: Neighbours): ObjectSentence {
  const { metadata, spec, status } = pod
  const services = arrives.length
  const node = spec.nodeName ?? 'none'
  if (status.phase === 'Succeeded' || status.phase === 'Failed') {
    const look = status.phase === 'Failed' ? 'bad' : 'rest'
    return { id: 'podEnded', look, values: { phase: status.phase, reason: status.reason ?? 'none' } }
  }
  if (metadata.deletionTimestamp !== undefined) return { id: 'podLeaving', look: 'part', values: { services } }
  if (conditionOf(pod, 'Ready')?.status === 'True') return { id: 'podReady', look: 'ok', values: { node, services } }
  const kept = [...status.initContainerStatuses, ...status.containerStatuses].find(isInTheWay)
  if (kept !== undefined) return { id: 'podWaiting', look: 'bad', values: waiting(kept) }
  if (status.phase === 'Pending') {
    const scheduled = conditionOf(pod, 'PodScheduled')
    const why = scheduled?.status === 'False' ? (scheduled.message ?? scheduled.reason ?? '') : ''
    return { id: 'podPending', look: why === '' ? 'unknown' : 'bad', values: { why: why || 'none' } }
  }
  const late = status.containerStatuses.filter(({ ready }) => !ready).map(({ name }) => name)
  return { id: 'podNotReady', look: 'bad', values: { containers: late.join(', '), count: late.length } }
}

function conditionOf({ status }: Pod, wanted: string) {
  return status.conditions.find(({ type }) => type === wanted)
}

/** Reasons of a container that is on its usual way. */
const ON_THE_WAY = ['ContainerCreating', 'PodInitializing', 'Completed']

function isInTheWay(status: ContainerStatus): boolean {
  const reason = reasonOf(status)
  return reason !== '' && !ON_THE_WAY.includes(reason)
}

function waiting(status: ContainerStatus) {
  return { container: status.name, reason: reasonOf(status), restarts: status.restartCount }
}

function reasonOf({ state: { waiting, terminated } }: ContainerStatus): string {
  return waiting?.reason ?? terminated?.reason ?? ''
}
