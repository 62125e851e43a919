import { type ControllerContext, keyOf } from '../controller-context.ts'
import { kinds } from '../objects/kinds.ts'
import type { Pod } from '../objects/pod.ts'
import { isSelectedByService } from '../objects/selection.ts'
import type { WorkQueue } from '../work-queue.ts'

/**
 * Mention each Service a change of a Pod concerns: those that select it now and those that selected it before.
 * Changes that endpoints do not show are not mentioned. Source: k8s.io/endpointslice util GetServicesToUpdateOnPodChange.
 */
export function notifyServicesOfPods({ store }: ControllerContext, queue: WorkQueue): void {
  store.subscribe(kinds.pods, ({ object, previous, type }) => {
    if (previous !== undefined && type === 'MODIFIED' && shownOf(previous) === shownOf(object)) return
    for (const service of store.list(kinds.services, object.metadata.namespace)) {
      const isSelecting = (pod: Pod): boolean => isSelectedByService(service.spec.selector, pod.metadata.labels)
      if (isSelecting(object) || (previous !== undefined && isSelecting(previous))) queue.add(keyOf(service))
    }
  })
}

/** What of a Pod endpoints show. */
function shownOf({ metadata, spec, status }: Pod): string {
  const ready = status.conditions?.find(({ type }) => type === 'Ready')
  const isTerminating = metadata.deletionTimestamp !== undefined
  return JSON.stringify([metadata.labels, isTerminating, spec.nodeName, status.phase, status.podIP, ready])
}
