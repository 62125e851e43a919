import type { RecordedChange } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { ChangeTail } from './change-tail.ts'

function changes(...seqs: number[]): RecordedChange[] {
  return seqs.map((seq) => ({
    seq,
    observedAt: '2026-11-21T01:00:08.974Z',
    evidence: 'watched',
    change: 'modified',
    kind: 'Service',
    namespace: 'shop',
    name: 'web',
    uid: 'u',
    resourceVersion: '1',
    differences: [],
  }))
}

function seqs(tail: ChangeTail): number[] {
  return tail.tail().changes.map(({ seq }) => seq)
}

describe('ChangeTail', () => {
  test('new changes join on top and leave the floor where it was', () => {
    const tail = new ChangeTail(10)
    tail.apply({ isReplacement: true, rows: changes(5, 6), gone: [] })
    tail.apply({ isReplacement: false, rows: changes(7, 8), gone: [] })
    expect([seqs(tail), tail.tail().floor, tail.tail().generation]).toEqual([[8, 7, 6, 5], 5, 1])
  })

  test('past the limit the floor rises, and older pages no longer join on', () => {
    const tail = new ChangeTail(3)
    tail.apply({ isReplacement: true, rows: changes(5, 6), gone: [] })
    tail.apply({ isReplacement: false, rows: changes(7, 8), gone: [] })
    expect([seqs(tail), tail.tail().floor, tail.tail().generation]).toEqual([[8, 7, 6], 6, 2])
  })
})
