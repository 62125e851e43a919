import { type Churn, type ServiceChurn as ServiceChurnAnswer, timestamp } from '@portolan/contract'
import type { AttributedTransition } from '@portolan/domain'
import type { ChurnStep, ServiceChurn } from '@portolan/pipeline/ports'

/** A step as answers tell it. @param transitions that happened in it; absent: causes are not told */
export function churnStepAnswer(
  step: ChurnStep,
  transitions?: readonly AttributedTransition[],
): Churn['steps'][number] {
  const { from, added, removed, flips, ready = null, readyMin = null, zeroReadyMs } = step
  const causes = transitions && countedCauses(transitions)
  return { at: timestamp(from), added, removed, flips, ready, readyMin, zeroReadyMs, ...(causes && { causes }) }
}

/** A Service as `/churn/services` tells it. */
export function serviceChurnAnswer({ service, ...counted }: ServiceChurn): ServiceChurnAnswer {
  const [namespace = '', name = ''] = service.split('/')
  const { added, removed, flips, ready = null, readyMin = null, churnBySteps, zeroReadyMsBySteps, ...rest } = counted
  return {
    ...{ namespace, name, churn: added + removed + flips, added, removed, flips, ready, readyMin, ...rest },
    ...{ churnBySteps: [...churnBySteps], zeroReadyMsBySteps: [...zeroReadyMsBySteps] },
  }
}

/** What was there when Portolan first looked did not join. */
function countedCauses(transitions: readonly AttributedTransition[]): NonNullable<Churn['steps'][number]['causes']> {
  const counts: NonNullable<Churn['steps'][number]['causes']> = {}
  for (const { transition, cause } of transitions) {
    if (transition.from === transition.to || (transition.from === undefined && transition.evidence === 'initial'))
      continue
    counts[cause.kind] = (counts[cause.kind] ?? 0) + 1
  }
  return counts
}
