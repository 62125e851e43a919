import type { Condition } from '../metadata.ts'
import { eachSorted, kept, number, type Raw, text } from './raw.ts'
import { redacted } from './redacted.ts'

const LONGEST_MESSAGE = 1024

/** `status.conditions`, sorted by type: with messages, which are redacted. */
export function projectConditions(conditions: unknown): readonly Condition[] {
  return eachSorted(conditions, projectCondition, typeOf)
}

/** Without messages and observed generations, where they change without meaning (rule C.3). */
export function projectBareConditions(conditions: unknown): readonly Condition[] {
  return eachSorted(conditions, projectBareCondition, typeOf)
}

export function projectCondition(condition: Raw): Condition {
  const message = text(condition.message)
  return kept<Condition>({
    lastTransitionTime: text(condition.lastTransitionTime),
    lastUpdateTime: text(condition.lastUpdateTime),
    message: message && redacted(message, LONGEST_MESSAGE),
    observedGeneration: number(condition.observedGeneration),
    reason: text(condition.reason),
    status: text<Condition['status']>(condition.status) ?? 'Unknown',
    type: text(condition.type) ?? '',
  })
}

export function projectBareCondition(condition: Raw): Condition {
  return kept<Condition>({
    lastTransitionTime: text(condition.lastTransitionTime),
    lastUpdateTime: text(condition.lastUpdateTime),
    message: undefined,
    observedGeneration: undefined,
    reason: text(condition.reason),
    status: text<Condition['status']>(condition.status) ?? 'Unknown',
    type: text(condition.type) ?? '',
  })
}

const typeOf = ({ type }: Condition): string => type
