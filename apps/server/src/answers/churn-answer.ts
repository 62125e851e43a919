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

/** A Service as `/churn/services` tells it. @param transitions of it; absent: causes are not told */
export function serviceChurnAnswer(
  { service, ...counted }: ServiceChurn,
  transitions?: readonly AttributedTransition[],
): ServiceChurnAnswer {
  const causes = transitions && countedCauses(transitions)
  const [namespace = '', name = ''] = service.split('/')
  const { added, removed, flips, ready = null, readyMin = null, churnBySteps, zeroReadyMsBySteps, ...rest } = counted
  return {
    ...{ namespace, name, churn: added + removed + flips, added, removed, flips, ready, readyMin, ...rest },
    ...{ churnBySteps: [...churnBySteps], zeroReadyMsBySteps: [...zeroReadyMsBySteps] },
    ...(causes && { causes }),
  }
}

/** Of joins, leaves and flips; what was there when Portolan first looked did not join. */
function countedCauses(transitions: readonly AttributedTransition[]): NonNullable<Churn['steps'][number]['causes']> {
  const counts: NonNullable<Churn['steps'][number]['causes']> = {}
  for (const { transition, cause } of transitions) {
    if (!isChurn(transition)) continue
    counts[cause.kind] = (counts[cause.kind] ?? 0) + 1
  }
  return counts
}

/** Whether it is one of the joins, leaves and flips that are counted: who stops serving while it leaves flips no more. */
function isChurn({ from, to, evidence }: AttributedTransition['transition']): boolean {
  if (from === undefined || to === undefined) return from !== to && evidence !== 'initial'
  return (from === 'ready') !== (to === 'ready')
}
