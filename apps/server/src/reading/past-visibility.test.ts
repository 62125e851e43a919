import type { Gap, Visibility, WatchedKind } from '@portolan/domain'
import type { StreamBeginning } from '@portolan/pipeline/ports'
import { describe, expect, test } from 'vitest'
import { visibilityThen } from './past-visibility.ts'

const begun = (kind: WatchedKind, at: number, namespace?: string): StreamBeginning => ({
  stream: { kind, ...(namespace !== undefined && { namespace }) },
  seq: at,
  at,
})

const hidden = (reason: 'denied' | 'absent', namespace?: string): Gap => ({
  kind: 'Service',
  ...(namespace !== undefined && { namespace }),
  from: 0,
  reason,
})

interface Then {
  readonly at?: number
  readonly gaps?: readonly Gap[]
  readonly now?: Visibility
}

/** What is said of Services at 10: of the whole cluster first, then by namespace. */
function servicesThen(beginnings: readonly StreamBeginning[], { at = 10, gaps = [], now = 'observed' }: Then = {}) {
  const hasBegun = (beginning: StreamBeginning) => beginning.at <= at
  const said = visibilityThen({ beginnings, hasBegun, gaps, now: () => now })
  return said
    .filter(({ stream }) => stream.kind === 'Service')
    .map(({ stream, visibility }) => [stream.namespace ?? 'cluster', visibility])
}

describe('visibilityThen', () => {
  test('a kind is observed from its first complete list on, and before that still to be listed', () => {
    expect(servicesThen([begun('Service', 10)])).toEqual([['cluster', 'observed']])
    expect(servicesThen([begun('Service', 11)])).toEqual([['cluster', 'listing']])
    expect(servicesThen([begun('Pod', 1)])).toEqual([['cluster', 'listing']])
  })

  test.each(['denied', 'absent', 'listing'] as const)('a kind that was never read and is %s now was so then', (now) => {
    expect(servicesThen([], { now })).toEqual([['cluster', now]])
  })

  test('a kind that was denied from the start and is read now is not called observed before', () => {
    expect(servicesThen([begun('Service', 20)], { now: 'observed' })).toEqual([['cluster', 'listing']])
  })

  test.each(['denied', 'absent'] as const)('while a gap says %s it was, whatever it is now', (reason) => {
    expect(servicesThen([begun('Service', 1)], { gaps: [hidden(reason)] })).toEqual([['cluster', reason]])
  })

  test('other gaps hide nothing for good', () => {
    const gap: Gap = { kind: 'Service', from: 0, reason: 'expired' }
    expect(servicesThen([begun('Service', 1)], { gaps: [gap] })).toEqual([['cluster', 'observed']])
  })

  test('followed by namespace each namespace has its own beginning, and the rest is not known', () => {
    const beginnings = [begun('Service', 5, 'shop'), begun('Service', 15, 'pay')]
    expect(servicesThen(beginnings, { now: 'listing' })).toEqual([
      ['cluster', 'listing'],
      ['shop', 'observed'],
    ])
    expect(servicesThen(beginnings, { now: 'denied', gaps: [hidden('denied', 'shop')] })).toEqual([
      ['cluster', 'denied'],
      ['shop', 'denied'],
    ])
  })

  test('where only the whole cluster is closed, namespaces that are granted stay open', () => {
    expect(
      servicesThen([begun('Service', 1), begun('Service', 5, 'shop')], { now: 'denied', gaps: [hidden('denied')] }),
    ).toEqual([
      ['cluster', 'denied'],
      ['shop', 'observed'],
    ])
  })

  test('a wider stream takes the place of narrower ones, and narrower ones that of the wider', () => {
    expect(servicesThen([begun('Service', 1, 'shop'), begun('Service', 5)])).toEqual([['cluster', 'observed']])
    expect(servicesThen([begun('Service', 1), begun('Service', 5, 'shop')], { now: 'listing' })).toEqual([
      ['cluster', 'listing'],
      ['shop', 'observed'],
    ])
  })
})
