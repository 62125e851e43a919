import { describe, expect, test } from 'vitest'
import { aChange } from '../../testing/recorded-change.ts'
import { findInLog, logRows } from './log-rows.ts'

function seqs(rows: readonly { seq: number }[]): number[] {
  return rows.map(({ seq }) => seq)
}

describe('logRows', () => {
  const live = [aChange(9), aChange(7), aChange(6)]
  const older = [aChange(4), aChange(2)]

  test('at the top everything is shown as it comes', () => {
    const { rows, waiting } = logRows(live, older, undefined)
    expect([seqs(rows), waiting]).toEqual([[9, 7, 6, 4, 2], 0])
  })

  test('further down nothing moves; what is new waits and is counted', () => {
    const { rows, waiting } = logRows(live, older, 6)
    expect([seqs(rows), waiting]).toEqual([[6, 4, 2], 2])
  })

  test('when all of the live part is new, the older part still stands', () => {
    const { rows, waiting } = logRows(live, older, 5)
    expect([seqs(rows), waiting]).toEqual([[4, 2], 3])
  })
})

describe('findInLog', () => {
  const rows = [
    aChange(2, { name: 'web', differences: [{ path: 'spec.replicas', before: 3, after: 5 }] }),
    aChange(1, { kind: 'Pod', name: 'api-7f9c4d' }),
  ]

  test('words are looked for in names, paths and values', () => {
    expect(seqs(findInLog(rows, 'Service replicas'))).toEqual([2])
    expect(seqs(findInLog(rows, '7F9C'))).toEqual([1])
    expect(seqs(findInLog(rows, ' '))).toEqual([2, 1])
  })
})
