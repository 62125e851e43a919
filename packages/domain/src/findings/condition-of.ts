import { timeOf } from '../kubernetes/api-time.ts'
import type { ApiTime, Condition } from '../kubernetes/metadata.ts'

/** The condition of a type; `undefined` where nobody has said it. */
export function conditionOf(conditions: readonly Condition[], type: string): Condition | undefined {
  return conditions.find((condition) => condition.type === type)
}

/** `heldSince` of a hit, by a time that the API tells; nothing where it does not. */
export function heldSince(time: ApiTime | undefined): { readonly heldSince?: number } {
  return time === undefined ? {} : { heldSince: timeOf(time).ms }
}
