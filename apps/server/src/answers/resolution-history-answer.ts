import { type ResolutionHistory, timestamp } from '@portolan/contract'
import { keyOf, type RecordedChange } from '@portolan/domain'
import type { ResolvedHistory } from '../resolution/resolution-histories.ts'
import type { ResolvedStretch } from '../resolution/resolved-stretches.ts'
import { outcomeAnswer } from './resolution-answer.ts'

type IntervalAnswer = ResolutionHistory['intervals'][number]

/** @param end of the range, epoch ms; `isOpen` where it goes on */
export function resolutionHistoryAnswer(
  { from, isComplete, stretches }: ResolvedHistory,
  { end, isOpen }: { readonly end: number; readonly isOpen: boolean },
): ResolutionHistory {
  const intervals = stretches.map((stretch, index) => {
    const next = stretches[index + 1]
    const to = next?.time ?? (isOpen ? undefined : end)
    return intervalAnswer(stretch, { to, endedBy: next?.change })
  })
  return { from: timestamp(from), to: timestamp(end), isComplete, intervals: intervals.reverse() }
}

interface IntervalEnd {
  readonly to: number | undefined
  readonly endedBy: RecordedChange | undefined
}

function intervalAnswer({ time, resolution }: ResolvedStretch, { to, endedBy }: IntervalEnd): IntervalAnswer {
  return {
    from: timestamp(time),
    to: to === undefined ? null : timestamp(to),
    outcome: outcomeAnswer(resolution.outcome),
    backends: resolution.backends.map(({ namespace, service, share }) => ({ namespace, service, share })),
    ...(endedBy && { endedBy: endingAnswer(endedBy) }),
  }
}

function endingAnswer(change: RecordedChange): NonNullable<IntervalAnswer['endedBy']> {
  return {
    seq: change.seq,
    object: keyOf({ kind: change.kind, metadata: change }),
    change: change.change,
    ...(change.writer && { writer: change.writer.manager }),
  }
}
