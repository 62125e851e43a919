import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellsOf } from './cells.ts'

describe('cellsOf', () => {
  test('up to 24 endpoints have a cell each', () => {
    expect(cellsOf({ ready: 6, unready: 1, terminating: 0 }, 30)).toEqual({
      counts: { ready: 6, unready: 1, terminating: 0 },
      bar: undefined,
      runs: [
        { state: 'ready', from: 0, count: 6 },
        { state: 'unready', from: 6, count: 1 },
      ],
    })
  })

  test('more are a bar, beside up to 12 cells of those in trouble', () => {
    expect(cellsOf({ ready: 60, unready: 30, terminating: 10 }, 30)).toEqual({
      counts: { ready: 60, unready: 30, terminating: 10 },
      bar: [
        { state: 'ready', share: 0.6 },
        { state: 'unready', share: 0.3 },
        { state: 'terminating', share: 0.1 },
      ],
      runs: [{ state: 'unready', from: 0, count: 12 }],
    })
  })

  test('trouble is never hidden, and never more than 24 cells are drawn', () => {
    const counts = fc.record({ ready: fc.nat(500), unready: fc.nat(500), terminating: fc.nat(500) })
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 40 }), (given, room) => {
        const { runs } = cellsOf(given, room)
        const drawn = runs.reduce((sum, { count }) => sum + count, 0)
        expect(drawn).toBeLessThanOrEqual(24)
        if (given.unready > 0) expect(runs.some(({ state }) => state === 'unready')).toBe(true)
      }),
    )
  })
})
