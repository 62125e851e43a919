import { toTimestamp } from '../../api-server/assigned-identity.ts'
import type { ControllerContext } from '../controller-context.ts'
import { kinds } from '../objects/kinds.ts'
import type { Pod } from '../objects/pod.ts'
import { setPodCondition } from '../objects/pod-conditions.ts'
import { isSelected } from '../objects/selection.ts'
import type { Writer } from '../objects/writer.ts'

/**
 * Ask the eviction API to delete a Pod: refused while a PodDisruptionBudget allows no disruption, else the Pod is marked
 * with its reason and deleted with its own grace. Source: registry/core/pod/rest/eviction.go.
 */
export function evict({ store, timers }: ControllerContext, writer: Writer, pod: Pod): 'evicted' | 'refused' {
  const { namespace, labels } = pod.metadata
  const budgets = store
    .list(kinds.podDisruptionBudgets, namespace)
    .filter(({ spec }) => isSelected(spec.selector, labels))
  if (budgets.some(({ status }) => status.disruptionsAllowed === 0)) return 'refused'
  for (const budget of budgets) {
    writer.updateStatus(kinds.podDisruptionBudgets, budget, (draft) => {
      draft.status.disruptionsAllowed -= 1
    })
  }
  const reason = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
  } as const
  writer.updateStatus(kinds.pods, pod, (draft) => setPodCondition(draft, reason, toTimestamp(timers.now())))
  writer.requestDeletion(kinds.pods, pod)
  return 'evicted'
}
