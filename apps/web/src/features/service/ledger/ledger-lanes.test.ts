import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anInterval } from '../../../testing/ledger-interval.ts'
import { barsOf, lanesAsOf, ledgerLanes, type Segment } from './ledger-lanes.ts'

const RANGE = { from: 0, to: 60_000 }

describe('ledgerLanes', () => {
  const intervals = [
    anInterval('old-1', [0, 20], { revision: '86bd5f' }),
    anInterval('new-1', [10, 15], { state: 'unready', revision: null }),
    anInterval('new-1', [15], { revision: '7f9c4d' }),
    anInterval('new-0', [12], { revision: '7f9c4d' }),
    anInterval('new-gone', [11, 13], { revision: '7f9c4d' }),
  ]

  test('the revision that joined last is on top, its lanes in the order they joined, those who left below', () => {
    const groups = ledgerLanes(intervals, RANGE).map(({ revision, age, lanes }) => [
      revision,
      age,
      lanes.map(({ identity, stateAtEnd }) => [identity, stateAtEnd]),
    ])
    expect(groups).toEqual([
      [
        '7f9c4d',
        'new',
        [
          ['new-1', 'ready'],
          ['new-0', 'ready'],
          ['new-gone', undefined],
        ],
      ],
      ['86bd5f', 'old', [['old-1', undefined]]],
    ])
  })

  test('as of an instant every lane keeps its place and has the state it had then', () => {
    const then = lanesAsOf(ledgerLanes(intervals, RANGE), 12_000).flatMap(({ lanes }) =>
      lanes.map(({ identity, stateAtEnd }) => [identity, stateAtEnd]),
    )
    expect(then).toEqual([
      ['new-1', 'starting'],
      ['new-0', 'ready'],
      ['new-gone', 'ready'],
      ['old-1', 'ready'],
    ])
  })

  test('the order in which intervals arrive does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(intervals, { minLength: intervals.length }), (shuffled) => {
        expect(ledgerLanes(shuffled, RANGE)).toEqual(ledgerLanes(intervals, RANGE))
      }),
    )
  })

  test('a Pod that is not ready yet is starting; one that lost it is not ready', () => {
    const life = [
      anInterval('a', [10, 15], { state: 'unready' }),
      anInterval('a', [15, 20]),
      anInterval('a', [20], { state: 'unready' }),
    ]
    const statesFrom = (knownFrom: number) =>
      ledgerLanes(life, { from: knownFrom, to: RANGE.to })[0]?.lanes[0]?.segments.map(({ state }) => state)
    expect(statesFrom(5_000)).toEqual(['starting', 'ready', 'unready'])
    expect(statesFrom(12_000)).toEqual(['unready', 'ready', 'unready'])
  })

  test('of a past stretch, what an endpoint was at its end counts, not what became of it', () => {
    const lanes = ledgerLanes(intervals, { from: 0, to: 12_500 }).flatMap(({ lanes }) => lanes)
    expect(lanes.map(({ identity, stateAtEnd }) => [identity, stateAtEnd])).toEqual([
      ['new-1', 'starting'],
      ['new-gone', 'ready'],
      ['new-0', 'ready'],
      ['old-1', 'ready'],
    ])
  })

  test('a Pod that joins moves no lane of its revision that is there', () => {
    const before = ['new-1', 'new-0']
    const after = ledgerLanes([...intervals, anInterval('new-2', [30])], RANGE)[0]?.lanes.map(
      ({ identity }) => identity,
    )
    expect(after?.slice(0, before.length)).toEqual(before)
  })
})

describe('barsOf', () => {
  const window = { from: 0, to: 1_000 }
  const segment = (state: Segment['state'], from: number, to?: number): Segment => ({
    state,
    from,
    to,
    evidence: 'watched',
  })

  test('what began before or lasts on is cut at the window', () => {
    expect(barsOf([segment('unready', -50, 500), segment('ready', 500)], window, 100)).toEqual([
      { state: 'unready', x: 0, width: 50, isOpenAtStart: true },
      { state: 'ready', x: 50, width: 50, isOpenAtStart: false },
    ])
  })

  test('outside the window nothing is drawn', () => {
    expect(barsOf([segment('ready', -50, 0), segment('ready', 1_000)], window, 100)).toEqual([])
  })

  test('a crash loop too fine for the screen is drawn as its worst state, in few bars', () => {
    const flapping = Array.from({ length: 10_000 }, (_, at) =>
      segment(at % 2 === 0 ? 'ready' : 'unready', at / 10, (at + 1) / 10),
    )
    const bars = barsOf(flapping, window, 100)
    expect(bars.length).toBeLessThanOrEqual(100)
    expect(new Set(bars.map(({ state }) => state))).toEqual(new Set(['unready']))
  })
})
