import { describe, expect, test } from 'vitest'
import { aChange } from '../../testing/recorded-change.ts'
import { logRows } from './log-rows.ts'

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
