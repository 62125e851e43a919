import type { Pod, PodCondition } from './pod.ts'

type NewCondition = Pick<PodCondition, 'type' | 'status' | 'reason' | 'message'>

/**
 * Set one condition of a Pod in place, or append it; `lastTransitionTime` moves only when the status does.
 * @param time RFC 3339, whole seconds
 */
export function setPodCondition({ status }: Pod, condition: NewCondition, time: string): void {
  const conditions = status.conditions ?? []
  const index = conditions.findIndex(({ type }) => type === condition.type)
  const before = conditions[index]
  const after = podCondition(condition, before?.status === condition.status ? before.lastTransitionTime : time)
  if (index === -1) conditions.push(after)
  else conditions[index] = after
  status.conditions = conditions
}

/** A condition in the order of fields Go writes; absent reasons stay absent. */
export const podCondition = (
  { type, status, reason, message }: NewCondition,
  lastTransitionTime: string,
): PodCondition => ({
  type,
  status,
  lastProbeTime: null,
  lastTransitionTime,
  ...(reason === undefined ? {} : { reason }),
  ...(message === undefined ? {} : { message }),
})
