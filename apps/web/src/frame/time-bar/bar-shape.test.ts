import type { Markers } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { histogram, stretchIn } from './bar-shape.ts'
import { markInstants } from './mark-instants.ts'

const from = Date.UTC(2026, 10, 21, 14)
const window = { from, to: from + 100_000, isLive: false }
const iso = (ms: number) => new Date(from + ms).toISOString()
const markers: Markers = {
  from: iso(0),
  to: iso(100_000),
  stepMs: 10_000,
  seq: 1,
  oldestAt: iso(0),
  changes: [0, 9, 0],
  joins: [0, 3, 0],
  leaves: [0, 0, 1],
  zeroReady: [{ namespace: 'shop', name: 'web', from: iso(20_000), to: iso(24_200) }],
  gaps: [{ kind: 'Service', from: iso(50_000), to: null, reason: 'restarted' }],
  rollouts: [],
  alerts: [],
}
const columnsOf = (path: string) =>
  [...path.matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)/g)].map((found) => found.slice(1).map(Number))

describe('the histogram of the bar', () => {
  test('has a column where something happened and none elsewhere: joins above the line, leaves below', () => {
    const { joins, leaves } = histogram(markers, window, 1_000)
    expect(columnsOf(joins).map(([x, top = 0, , height = 0]) => [x, top + height])).toEqual([[100, 31]])
    expect(columnsOf(leaves).map(([x, top]) => [x, top])).toEqual([[200, 31]])
  })

  test('does not draw what the window does not show', () => {
    const later = { from: from + 40_000, to: from + 60_000, isLive: false }
    expect(histogram(markers, later, 1_000)).toEqual({ changes: '', joins: '', leaves: '' })
  })
})

test('a stretch that lasts reaches to the end of the window, a short one can be seen, one outside is not drawn', () => {
  expect(stretchIn({ from: iso(50_000), to: null }, window, 1_000)).toEqual({ x: 500, width: 500 })
  expect(stretchIn({ from: iso(20_000), to: iso(20_001) }, window, 1_000)).toEqual({ x: 200, width: 2 })
  expect(stretchIn({ from: iso(-9_000), to: iso(-1) }, window, 1_000)).toBeUndefined()
})

test('one can step to where each mark begins and ends', () => {
  expect(markInstants(markers)).toEqual([from + 20_000, from + 24_200, from + 50_000])
})
