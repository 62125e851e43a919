import type { Churn } from '@portolan/contract'
import { hrefWith } from '../../frame/namespaces.ts'
import type { ChurnStep } from './churn-shapes.ts'

/** Whose churn it is: of one Service, of some namespaces, or of everything. */
export interface ChurnScope {
  readonly namespaces: readonly string[]
  /** Its name; only beside one namespace. */
  readonly service?: string
}

/** When a step is over; the last one of the present is not: where it will end, nothing can be looked at yet. */
export function endOfStep({ at }: ChurnStep, { stepMs, to }: Pick<Churn, 'stepMs' | 'to'>): string {
  return new Date(Math.min(Date.parse(at) + stepMs, Date.parse(to))).toISOString()
}

/** The log of the changes of slices behind one step. */
export function changesHref(
  step: ChurnStep,
  churn: Pick<Churn, 'stepMs' | 'to'>,
  { namespaces, service }: ChurnScope,
): string {
  const stretch = { from: step.at, to: endOfStep(step, churn) }
  return hrefWith('/log/', { namespace: namespaces, kind: 'EndpointSlice', q: service, ...stretch })
}
