import type { Cause } from '../causes/cause-types.ts'
import type { ChurnRecord } from './view/churn-history.ts'

/** Somebody meant it, by a rollout, a scaling or a drain, and that is proven (rule H.4). Of what a list told nobody knows. */
export function isExpected({ cause, isInferred }: ChurnRecord): boolean {
  return isInferred || (cause !== undefined && isIntended(cause) && cause.confidence === 'proven')
}

/** Somebody may have meant it: known from an Event, or near in time only. */
export function isPerhapsExpected({ cause }: ChurnRecord): boolean {
  return cause !== undefined && isIntended(cause) && cause.confidence === 'inferred'
}

function isIntended({ kind, detail }: Cause): boolean {
  switch (kind) {
    case 'rollout':
    case 'scale-down':
    case 'ports-edited':
      return true
    case 'eviction':
      return detail === 'drain'
    default:
      return false
  }
}
