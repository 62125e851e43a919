import { describe, expect, test } from 'vitest'
import { ledgerCounts } from './ledger-counts.ts'
import type { LedgerInterval } from './ledger-types.ts'

const interval: LedgerInterval = {
  identity: 'a',
  address: '10.0.0.1',
  state: 'ready',
  from: 100,
  fromSeq: 1,
  opened: 'joined',
  evidence: 'watched',
}

describe('ledgerCounts', () => {
  test('a range begins with its first millisecond and ends before its last', () => {
    const intervals = [{ ...interval, to: 200, toSeq: 2, closed: 'left' } as const]
    const counted = (from: number, to: number) => Object.values(ledgerCounts(intervals, { from, to }))
    expect(counted(100, 200)).toEqual([1, 0, 1, 0])
    expect(counted(101, 200)).toEqual([0, 0, 0, 0])
    expect(counted(101, 201)).toEqual([0, 1, 0, 1])
    expect(counted(0, 100)).toEqual([0, 0, 0, 0])
  })

  test('an endpoint that was not ready when Portolan first looked becomes ready once', () => {
    const first: LedgerInterval = {
      ...interval,
      state: 'unready',
      evidence: 'initial',
      to: 150,
      toSeq: 2,
      closed: 'changed',
    }
    const second: LedgerInterval = { ...interval, from: 150, fromSeq: 2, opened: 'changed' }
    expect(ledgerCounts([second, first])).toEqual({ added: 0, removed: 0, becameReady: 1, becameUnready: 0 })
  })

  test('a join that was found by comparing a list is a join', () => {
    const found = ledgerCounts([{ ...interval, evidence: 'listed' }])
    expect(found).toEqual({ added: 1, removed: 0, becameReady: 1, becameUnready: 0 })
  })
})
