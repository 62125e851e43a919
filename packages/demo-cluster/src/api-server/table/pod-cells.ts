import type { StoredObject } from '../stored-object.ts'
import type { Cell } from './printed-columns.ts'
import { at, countAt, listAt, textAt } from './read-value.ts'

/** Ready, status, restarts, address and Node of a Pod. Source: printers.go printPod, without init containers. */
export function podCells(pod: StoredObject): readonly Cell[] {
  const statuses = listAt(pod, 'status', 'containerStatuses')
  const readyCount = statuses.filter((status) => at(status, 'ready') === true).length
  return [
    `${readyCount}/${listAt(pod, 'spec', 'containers').length}`,
    podStatus(pod, statuses),
    statuses.reduce<number>((sum, status) => sum + countAt(status, 'restartCount'), 0),
    textAt(pod, 'status', 'podIP'),
    textAt(pod, 'spec', 'nodeName'),
  ]
}

/** Why a container waits or ended says more than the phase; what is being deleted is `Terminating` whatever it does. */
function podStatus(pod: StoredObject, statuses: readonly unknown[]): string {
  if (pod.metadata.deletionTimestamp !== undefined) return 'Terminating'
  const reasons = statuses.flatMap((status) => {
    const reason = at(status, 'state', 'waiting', 'reason') ?? at(status, 'state', 'terminated', 'reason')
    return typeof reason === 'string' && reason !== '' ? [reason] : []
  })
  const phase = String(at(pod, 'status', 'reason') ?? at(pod, 'status', 'phase') ?? 'Unknown')
  const isAlive = statuses.some(
    (status) => at(status, 'state', 'running') !== undefined && at(status, 'ready') === true,
  )
  const [reason = phase] = reasons
  return reason === 'Completed' && isAlive ? 'Running' : reason
}
