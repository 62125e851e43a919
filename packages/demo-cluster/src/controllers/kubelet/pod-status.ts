import { internalAddressOf, type Node } from '../objects/infrastructure.ts'
import type { Pod, PodCondition } from '../objects/pod.ts'
import { podCondition, setPodCondition } from '../objects/pod-conditions.ts'
import { mainContainerOf, waitingStatuses } from './container-status.ts'

const unready = (pod: Pod): Pick<PodCondition, 'status' | 'reason' | 'message'> => ({
  status: 'False',
  reason: 'ContainersNotReady',
  message: `containers with unready status: [${mainContainerOf(pod).name}]`,
})

/** The kubelet has seen the Pod: all conditions in the kubelet's order, `PodScheduled` kept and last. */
export function acknowledge(pod: Pod, node: Node, time: string): void {
  const { phase, qosClass, conditions: scheduled = [] } = pod.status
  const address = internalAddressOf(node)
  const condition = (type: string, state: Pick<PodCondition, 'status' | 'reason' | 'message'>): PodCondition =>
    podCondition({ type, ...state }, time)
  const isOwn = ({ type }: PodCondition): boolean => type !== 'Ready' && type !== 'ContainersReady'
  pod.status = {
    phase,
    conditions: [
      condition('PodReadyToStartContainers', { status: 'True' }),
      condition('Initialized', { status: 'True' }),
      condition('Ready', unready(pod)),
      condition('ContainersReady', unready(pod)),
      ...scheduled.filter(isOwn),
    ],
    ...(address === undefined ? {} : { hostIP: address, hostIPs: [{ ip: address }] }),
    startTime: time,
    containerStatuses: waitingStatuses(pod, 'ContainerCreating'),
    ...(qosClass === undefined ? {} : { qosClass }),
  }
}

/** Give the Pod its address. */
export function setAddress(pod: Pod, ip: string): void {
  const { containerStatuses, qosClass, startTime, ...before } = pod.status
  pod.status = {
    ...before,
    podIP: ip,
    podIPs: [{ ip }],
    ...(startTime === undefined ? {} : { startTime }),
    ...(containerStatuses === undefined ? {} : { containerStatuses }),
    ...(qosClass === undefined ? {} : { qosClass }),
  }
}

/** Both conditions that speak of the containers. */
export function setReadiness(pod: Pod, isReady: boolean, time: string): void {
  const state: Pick<PodCondition, 'status' | 'reason' | 'message'> = isReady ? { status: 'True' } : unready(pod)
  setPodCondition(pod, { type: 'Ready', ...state }, time)
  setPodCondition(pod, { type: 'ContainersReady', ...state }, time)
}
