import type { Cause, CauseKind } from '../causes/cause-types.ts'
import { describeCause } from '../causes/describe-cause.ts'
import type { AlertCause } from './alert.ts'
import { sharedCauseSentence } from './alert-messages.ts'
import type { ChurnRecord } from './view/churn-history.ts'

/** The kind of cause that explains most records, the first of the table where two are alike; `undefined` where none is known. */
export function prevailingCause(records: readonly ChurnRecord[]): AlertCause | undefined {
  const byKind = new Map<CauseKind, Cause[]>()
  for (const { cause } of records) {
    if (cause === undefined || cause.kind === 'unknown') continue
    byKind.set(cause.kind, [...(byKind.get(cause.kind) ?? []), cause])
  }
  const [most] = [...byKind.values()].sort((a, b) => b.length - a.length || rowOf(a) - rowOf(b))
  return most && sharedCause(most)
}

/** @param causes of one kind, at least one */
function sharedCause(causes: readonly Cause[]): AlertCause | undefined {
  const best = causes.find(({ confidence }) => confidence === 'proven') ?? causes[0]
  if (best === undefined) return undefined
  const { kind, row, confidence, object } = best
  const objects = new Set(causes.map((cause) => cause.object))
  if (objects.size > 1) return { kind, row, confidence, sentence: sharedCauseSentence(kind, objects.size) }
  return { kind, row, confidence, ...(object !== undefined && { object }), sentence: describeCause(best) }
}

const rowOf = ([first]: readonly Cause[]): number => first?.row ?? 0
