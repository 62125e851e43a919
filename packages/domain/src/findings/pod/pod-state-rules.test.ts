import { describe, expect, test } from 'vitest'
import { aNode, aPod, aSnapshot, findingsOfRule, type RawObject, sentencesOf } from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const lastTransitionTime = '2026-01-01T01:00:00Z'
const at = (seconds: number) => Date.parse(lastTransitionTime) + seconds * 1_000
const condition = (type: string, status: string, members: RawObject = {}) => ({
  ...{ type, status, lastTransitionTime },
  ...members,
})

const unscheduled = (message: string) =>
  aPod('a', {
    phase: 'Pending',
    status: { conditions: [condition('PodScheduled', 'False', { reason: 'Unschedulable', message })] },
  })

describe('POD-008', () => {
  test('POD-008 a Pod that no node takes is told after a minute, in the words of the scheduler', () => {
    const book = new FindingsBook(aSnapshot(unscheduled('0/3 nodes are available')), at(0))
    const told = (seconds: number) => book.findings(at(seconds)).filter(({ rule }) => rule === 'POD-008')
    expect(told(59)).toEqual([])
    expect(told(60)).toMatchObject([{ sentence: 'No node takes Pod/default/a: 0/3 nodes are available' }])
  })

  test('POD-008 a Pod whose scheduling is gated waits for somebody', () => {
    const gated = aPod('a', {
      status: { conditions: [condition('PodScheduled', 'False', { reason: 'SchedulingGated' })] },
    })
    expect(sentencesOf('POD-008', aSnapshot(gated))).toEqual([])
  })
})

/** A Pod whose containers are ready and which is not. */
const inVain = (reason: string, gate?: string) =>
  aPod('a', {
    node: 'n1',
    spec: gate === undefined ? {} : { nodeName: 'n1', readinessGates: [{ conditionType: 'example.com/lb' }] },
    status: {
      conditions: [
        condition('ContainersReady', 'True'),
        condition('Ready', 'False', { reason }),
        ...(gate === undefined ? [] : [condition('example.com/lb', gate)]),
      ],
    },
  })

describe('POD-009', () => {
  test('POD-009 a closed readiness gate is named', () => {
    expect(sentencesOf('POD-009', aSnapshot(inVain('ReadinessGatesNotReady', 'False')))).toEqual([
      'The containers of Pod/default/a are ready; it waits for example.com/lb',
    ])
  })

  test('POD-009 a Pod that is Ready, or whose containers are not, waits for no gate', () => {
    expect(sentencesOf('POD-009', aSnapshot(aPod('a'), aPod('b', { isReady: false })))).toEqual([])
  })
})

describe('POD-010', () => {
  const leaving = aPod('a', { node: 'n1', deletionTimestamp: lastTransitionTime, deletionGracePeriodSeconds: 30 })

  test('POD-010 a Pod that is there a minute after the end of its grace period is told', () => {
    const book = new FindingsBook(aSnapshot(leaving), at(-20))
    const told = (seconds: number) => book.findings(at(seconds)).filter(({ rule }) => rule === 'POD-010')
    expect(told(59)).toEqual([])
    expect(told(60)).toMatchObject([{ sentence: 'Pod/default/a should be gone since 2026-01-01T01:00:00Z' }])
  })

  test('POD-010 a node that is away is said to be why', () => {
    expect(sentencesOf('POD-010', aSnapshot(leaving, aNode('n1', { isReady: false })))).toEqual([
      'Pod/default/a should be gone since 2026-01-01T01:00:00Z; its Node/-/n1 is not Ready, so that nobody ends it',
    ])
  })

  test('POD-010 a Pod that nobody deletes stays', () => {
    expect(sentencesOf('POD-010', aSnapshot(aPod('a')))).toEqual([])
  })
})

describe('POD-015', () => {
  test('POD-015 a Pod whose node is not Ready is not to blame', () => {
    expect(sentencesOf('POD-015', aSnapshot(inVain(''), aNode('n1', { isReady: false })))).toEqual([
      'Pod/default/a is not Ready because Node/-/n1 is not (False)',
    ])
  })

  test('POD-015 neither a node that is Ready nor a closed gate is the node', () => {
    expect(sentencesOf('POD-015', aSnapshot(inVain(''), aNode('n1')))).toEqual([])
    const gated = inVain('ReadinessGatesNotReady', 'False')
    expect(sentencesOf('POD-015', aSnapshot(gated, aNode('n1', { isReady: false })))).toEqual([])
  })
})

describe('POD-017', () => {
  const flips = (...seconds: number[]) => ({
    fieldChanges: () => seconds.map((second) => ({ observedAt: at(second), before: 'True', after: 'False' })),
  })

  test('POD-017 four changes within ten minutes are told until the fourth last is older', () => {
    const history = flips(300, 200, 100, 0)
    expect(findingsOfRule('POD-017', aSnapshot(aPod('a')), history)).toMatchObject([
      { sentence: 'Pod/default/a became Ready or unready 4 times within ten minutes' },
    ])
    const book = new FindingsBook(aSnapshot(aPod('a')), at(300), { history })
    const told = (second: number) => book.findings(at(second)).filter(({ rule }) => rule === 'POD-017').length
    expect([told(330), told(599), told(600)]).toEqual([1, 1, 0])
  })

  test('POD-017 four changes in a longer time, and those of a Pod that terminates, are none', () => {
    expect(sentencesOf('POD-017', aSnapshot(aPod('a')), flips(700, 200, 100, 0))).toEqual([])
    const leaving = aPod('a', { deletionTimestamp: lastTransitionTime })
    expect(sentencesOf('POD-017', aSnapshot(leaving), flips(300, 200, 100, 0))).toEqual([])
  })
})
