import { describe, expect, test } from 'vitest'
import type { Gap } from '../../history/gap.ts'
import { aNamespace, aNode, aSnapshot, sentencesOf } from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const snapshot = aSnapshot(aNamespace('kube-system'), aNamespace('shop'), aNode('n1'))

describe('COV-002', () => {
  const gap = (members: Partial<Gap>): Gap => ({ kind: 'Pod', from: 1_000, to: 21_000, reason: 'expired', ...members })

  test('COV-002 a gap in what is measured is told of the cluster or of its namespace', () => {
    const { to: _, ...open } = gap({ kind: 'EndpointSlice', namespace: 'shop', reason: 'denied' })
    expect(sentencesOf('COV-002', snapshot, { gaps: () => [gap({}), open] })).toEqual([
      'Changes of Pod in the cluster were not seen for 20.0 s (the API server no longer kept them): measures over that time are not whole',
      'Changes of EndpointSlice in Namespace/-/shop are not seen (permission was taken away): measures over this time are not whole',
    ])
  })

  test('COV-002 a gap is told for an hour after it closed', () => {
    const book = new FindingsBook(snapshot, 21_000, { history: { gaps: () => [gap({})] } })
    const told = (now: number) => book.findings(now).filter(({ rule }) => rule === 'COV-002').length
    expect([told(21_000), told(3_620_999), told(3_621_000)]).toEqual([1, 1, 0])
  })

  test('COV-002 a gap in what is not measured is not told', () => {
    expect(sentencesOf('COV-002', snapshot, { gaps: () => [gap({ kind: 'Event' })] })).toEqual([])
  })
})

describe('COV-003', () => {
  test('COV-003 a node whose Pods are told to be Ready before they are is suspected', () => {
    const history = { readyLags: () => [-2_400, 100, -2_000, -2_200] }
    expect(sentencesOf('COV-003', snapshot, history)).toEqual([
      'The clock of Node/-/n1 seems to be at least 2.2 s ahead of ours',
    ])
  })

  test('COV-003 two samples, or less than a second, are no proof', () => {
    expect(sentencesOf('COV-003', snapshot, { readyLags: () => [-2_400, -2_000, 300] })).toEqual([])
    expect(sentencesOf('COV-003', snapshot, { readyLags: () => [-900, -900, -1_000] })).toEqual([])
  })
})

describe('COV-004', () => {
  test('COV-004 a watch without bookmarks is told, once', () => {
    const silentWatches = () => [{ kind: 'Pod' as const, lastBookmarkAt: 60_000 }]
    expect(sentencesOf('COV-004', snapshot, { silentWatches })).toEqual([
      'The watch of Pod has been silent since 1970-01-01T00:01:00.000Z',
    ])
  })

  test('COV-004 where no watch is silent, none is told', () => {
    expect(sentencesOf('COV-004', snapshot, { silentWatches: () => [] })).toEqual([])
  })
})
