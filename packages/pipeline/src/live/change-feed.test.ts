import type { RecordedChange } from '@portolan/domain'
import { describe, expect, test } from 'vitest'
import { ChangeFeed } from './change-feed.ts'

const change = (seq: number): RecordedChange => ({
  seq,
  change: 'added',
  evidence: 'watched',
  observedAt: seq,
  observedFrom: seq,
  kind: 'Pod',
  namespace: 'shop',
  name: `web-${seq}`,
  uid: `uid-${seq}`,
  resourceVersion: `${seq}`,
  differences: [],
})
const committed = (seq: number) => ({ change: change(seq), before: undefined, after: undefined, ledger: [] })
const changes = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => committed(from + index))
const seqs = (found: readonly RecordedChange[] | undefined) => found?.map(({ seq }) => seq)

describe('ChangeFeed', () => {
  test('since answers everything after a seq, nothing twice', () => {
    const feed = new ChangeFeed({ seq: 4 })
    feed.publish(changes(5, 7))
    feed.publish(changes(8, 8))
    expect(seqs(feed.since(6))).toEqual([7, 8])
    expect(seqs(feed.since(4))).toEqual([5, 6, 7, 8])
    expect(seqs(feed.since(8))).toEqual([])
  })

  test('since does not reach back before what is kept: the log does', () => {
    const feed = new ChangeFeed({ seq: 4, capacity: 10 })
    expect(feed.since(3)).toBeUndefined()
    feed.publish(changes(5, 30))
    expect(feed.since(10)).toBeUndefined()
    expect(seqs(feed.since(27))).toEqual([28, 29, 30])
  })

  test('what is kept is bounded', () => {
    const feed = new ChangeFeed({ seq: 0, capacity: 100 })
    for (let seq = 1; seq <= 10_000; seq++) feed.publish([committed(seq)])
    expect(feed.since(9_800)).toBeUndefined()
    expect(feed.since(9_900)).toHaveLength(100)
  })

  test('a listener hears every commit until it leaves', () => {
    const feed = new ChangeFeed({ seq: 0 })
    const heard: number[] = []
    const leave = feed.subscribe((batch) => heard.push(...batch.map(({ change }) => change.seq)))
    feed.publish(changes(1, 2))
    leave()
    feed.publish(changes(3, 3))
    expect(heard).toEqual([1, 2])
  })
})
