import { toTimestamp } from '../../api-server/assigned-identity.ts'
import { type ControllerContext, keyOf, partsOf, queueOf, writerOf } from '../controller-context.ts'
import { kinds } from '../objects/kinds.ts'
import { isPodActive, isPodReady } from '../objects/pod.ts'
import { isSelected } from '../objects/selection.ts'
import type { PodDisruptionBudget } from '../objects/workloads.ts'
import { scaledValue } from './deployment/rolling-budget.ts'

/** Keeps count of how many Pods each budget can spare now. Source: pkg/controller/disruption. */
export function startDisruptionController(context: ControllerContext): void {
  const { store, timers } = context
  const writer = writerOf(context, 'kube-controller-manager')
  const queue = queueOf(context, (key) => {
    const { namespace, name } = partsOf(key)
    const budget = store.get(kinds.podDisruptionBudgets, namespace, name)
    if (budget === undefined) return
    const pods = store
      .list(kinds.pods, namespace)
      .filter(({ metadata }) => isSelected(budget.spec.selector, metadata.labels))
    const expected = pods.filter(isPodActive).length
    const healthy = pods.filter((pod) => isPodActive(pod) && isPodReady(pod)).length
    writer.updateStatus(kinds.podDisruptionBudgets, budget, (draft) => {
      draft.status = statusOf(draft, { expected, healthy, time: toTimestamp(timers.now()) })
    })
  })
  store.subscribe(kinds.podDisruptionBudgets, ({ object }) => queue.add(keyOf(object)))
  store.subscribe(kinds.pods, ({ object }) => {
    for (const budget of store.list(kinds.podDisruptionBudgets, object.metadata.namespace)) {
      if (isSelected(budget.spec.selector, object.metadata.labels)) queue.add(keyOf(budget))
    }
  })
}

function statusOf(
  { spec, status, metadata }: PodDisruptionBudget,
  { expected, healthy, time }: { expected: number; healthy: number; time: string },
): PodDisruptionBudget['status'] {
  const desired =
    spec.minAvailable === undefined
      ? Math.max(0, expected - scaledValue(spec.maxUnavailable ?? 0, expected, 'up'))
      : scaledValue(spec.minAvailable, expected, 'up')
  const allowed = Math.max(0, healthy - desired)
  const before = status.conditions?.[0]
  const isAllowed = allowed > 0 ? 'True' : 'False'
  return {
    observedGeneration: metadata.generation ?? 0,
    disruptionsAllowed: allowed,
    currentHealthy: healthy,
    desiredHealthy: desired,
    expectedPods: expected,
    conditions: [
      {
        type: 'DisruptionAllowed',
        status: isAllowed,
        observedGeneration: metadata.generation ?? 0,
        lastTransitionTime: before?.status === isAllowed ? before.lastTransitionTime : time,
        reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
        message: '',
      },
    ],
  }
}
