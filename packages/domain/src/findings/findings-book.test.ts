import { describe, expect, test } from 'vitest'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { aDeletion, aModification, anAddition, aService, aSnapshot } from '../testing/index.ts'
import { FindingsBook } from './findings-book.ts'
import { ruleById } from './registry.ts'
import { defineRule, type RuleHit } from './rule.ts'

const rules = [ruleById('SVC-010')].flatMap((rule) => rule ?? [])
const service = (nodePort: number, annotations = {}) =>
  aService('envoy', { type: 'NodePort', ports: [{ port: 80, nodePort }], annotations })

function aBook(...objects: WatchedObject[]) {
  const snapshot = aSnapshot(...objects)
  const book = new FindingsBook(snapshot, 0, { rules })
  return {
    book,
    tell(now: number, before: WatchedObject | undefined, after: WatchedObject | undefined) {
      const seq = snapshot.seq + 1
      if (before && after) return book.apply(snapshot.apply(aModification(seq, [before, after])), now)
      if (after) return book.apply(snapshot.apply(anAddition(seq, after)), now)
      return before ? book.apply(snapshot.apply(aDeletion(seq, before)), now) : new Set()
    },
    since: (now: number) => book.findings(now).map(({ since }) => since),
  }
}

describe('FindingsBook', () => {
  test('a condition is a finding once it has held for 30 s, and says since when', () => {
    const { since, tell } = aBook()
    tell(1_000, undefined, service(25_000))
    expect([since(1_000), since(30_999), since(31_000)]).toEqual([[], [], [1_000]])
  })

  test('what holds but is no finding yet is told as settling, until it is one or breaks', () => {
    const { book, tell } = aBook(service(25_000))
    const settling = (now: number) => book.settling(now).map(({ rule, since }) => [rule, since])
    expect([settling(29_999), settling(30_000)]).toEqual([[['SVC-010', 0]], []])
    tell(40_000, service(25_000), undefined)
    tell(50_000, undefined, service(25_000))
    tell(60_000, service(25_000), service(31_000))
    expect(settling(60_000)).toEqual([])
  })

  test('what holds when the book begins counts from then on', () => {
    const { since } = aBook(service(25_000))
    expect([since(29_999), since(30_000)]).toEqual([[], [0]])
  })

  test('a finding stays for 30 s after its condition broke, and goes on where it returns within', () => {
    const { since, tell } = aBook(service(25_000))
    tell(40_000, service(25_000), service(31_000))
    expect([since(69_999), since(70_000)]).toEqual([[0], []])
    tell(69_000, service(31_000), service(25_000))
    expect(since(200_000)).toEqual([0])
  })

  test('what breaks before it was a finding begins anew', () => {
    const { since, tell } = aBook(service(25_000))
    tell(10_000, service(25_000), service(31_000))
    tell(11_000, service(31_000), service(25_000))
    expect([since(30_000), since(41_000)]).toEqual([[], [11_000]])
  })

  test('the findings of an object go with it, at once', () => {
    const { book, tell } = aBook(service(25_000))
    tell(60_000, service(25_000), undefined)
    expect(book.findings(60_000)).toEqual([])
  })

  test('the annotation portolan.dev/ignore switches a rule off for its object', () => {
    const { since, tell } = aBook(service(25_000))
    tell(60_000, service(25_000), service(25_000, { 'portolan.dev/ignore': 'SVC-010' }))
    expect(since(60_000)).toEqual([])
  })

  test('[COV-001] a rule whose kinds are hidden says nothing', () => {
    const snapshot = aSnapshot(service(25_000))
    const book = new FindingsBook(snapshot, 0, { rules })
    snapshot.setVisibility('Service', undefined, 'denied')
    book.visibilityChanged(60_000)
    expect([book.conditions(), book.findings(60_000)]).toEqual([[], []])
  })

  describe('a rule whose objects know the time', () => {
    const aBookOf = (hit: Partial<RuleHit>, now: number) => {
      const rule = defineRule({
        ...{ id: 'SVC-999', group: 'service', severity: 'info', title: 'Test', description: 'Test.', hint: 'Test.' },
        subjects: ['Service'],
        inputs: [],
        holdsForMs: 1_000,
        messages: { default: 'test' },
        evaluate: () => [{ evidence: [], ...hit }],
      })
      return new FindingsBook(aSnapshot(service(31_000)), now, { rules: [rule] })
    }
    const isRaised = (book: FindingsBook, now: number) => book.findings(now).length === 1

    test('is no finding before its time, and none after it', () => {
      const book = aBookOf({ from: 5_000, until: 9_000 }, 0)
      expect([4_999, 5_000, 8_999, 9_000].map((now) => isRaised(book, now))).toEqual([false, true, true, false])
      expect([book.nextAt(0), book.nextAt(5_000), book.nextAt(9_000)]).toEqual([5_000, 9_000, undefined])
    })

    test('needs not be waited for where its objects prove that it held before', () => {
      const book = aBookOf({ heldSince: 500 }, 10_000)
      expect(book.findings(10_000).map(({ since }) => since)).toEqual([500])
    })

    test('is never believed to have held since the future', () => {
      const book = aBookOf({ heldSince: 99_000 }, 10_000)
      expect([isRaised(book, 10_999), isRaised(book, 11_000)]).toEqual([false, true])
    })
  })

  test('says when time alone will change its findings', () => {
    const { book, tell } = aBook(service(25_000))
    expect([book.nextAt(0), book.nextAt(30_000)]).toEqual([30_000, undefined])
    tell(40_000, service(25_000), service(31_000))
    expect(book.nextAt(40_000)).toBe(70_000)
  })
})
