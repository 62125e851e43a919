import type { RecordedChange } from '@portolan/domain'
import { anAddition, aPod, aService } from '@portolan/domain/testing'
import type { AppendBatch } from '@portolan/pipeline/ports'

/** Creations of Pods and Services in turns, one a millisecond. */
export function creations(firstSeq: number, count: number): RecordedChange[] {
  return Array.from({ length: count }, (_, index) => {
    const seq = firstSeq + index
    const object = seq % 2 === 0 ? aService(`web-${seq}`, { namespace: 'shop' }) : aPod(`web-${seq}`)
    return anAddition(seq, object, { observedAt: 1_000 + seq })
  })
}

/** A batch of nothing but these changes. */
export function aBatch(changes: readonly RecordedChange[]): AppendBatch {
  return {
    changes,
    ledger: [],
    cursors: [],
    gaps: [],
    recurrences: [],
    forgotten: [],
    committedAt: changes.at(-1)?.observedAt ?? 0,
  }
}
