import type { Side } from '../../../time/use-compared.ts'
import type { Mark } from '../scene/marks.ts'

/** Whether something keeps its place but is not there on this side: what came later is not in A, what went is not in B. */
export function isHiddenOn(side: Side | undefined, mark: Mark | undefined): boolean {
  return (side === 'a' && mark === 'added') || (side === 'b' && mark === 'removed')
}
