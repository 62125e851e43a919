import { type RecordedChange as ChangeAnswer, timestamp } from '@portolan/contract'
import type { RecordedChange } from '@portolan/domain'

const answers = new WeakMap<RecordedChange, ChangeAnswer>()

/** A change as REST and socket tell it. Made once per change, however many are told. */
export function changeAnswer(change: RecordedChange): ChangeAnswer {
  const known = answers.get(change)
  if (known !== undefined) return known
  const answer = build(change)
  answers.set(change, answer)
  return answer
}

function build(change: RecordedChange): ChangeAnswer {
  const { seq, observedAt, observedFrom, evidence, kind, name, uid, resourceVersion, writer } = change
  return {
    seq,
    observedAt: timestamp(observedAt),
    ...(observedFrom !== observedAt && { observedFrom: timestamp(observedFrom) }),
    evidence,
    change: change.change,
    kind,
    namespace: change.namespace ?? null,
    name,
    uid,
    resourceVersion,
    ...(writer !== undefined && { writer }),
    differences: change.differences as ChangeAnswer['differences'],
  }
}
