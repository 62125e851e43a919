import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DueQueue } from './due-queue.ts'
import { IDLE, type LatchState, latchAfter, latchDueAt, momentAt } from './latch.ts'

const limits = { forMs: 10, clearForMs: 30 }

describe('H.3: hysteresis', () => {
  it('raises when the condition held without a break, at the moment it is due', () => {
    let state = at(IDLE, 100, { holds: true })
    expect(latchDueAt(state, limits)).toBe(110)
    state = at(state, 105, { holds: false })
    expect(state).toEqual(IDLE)
    state = at(at(state, 106, { holds: true }), 116, { holds: true })
    expect(state).toEqual({ type: 'firing', since: 106, sinceSeq: 106, raisedAt: 116 })
  })

  it('clears when it was over without a break; what neither holds nor is over keeps it firing', () => {
    const firing = at(at(IDLE, 0, { holds: true }), 10, { holds: true })
    const clearing = at(firing, 20, { isOver: true })
    expect(latchDueAt(clearing, limits)).toBe(50)
    expect(at(clearing, 49, { isOver: false })).toEqual(firing)
    expect(at(clearing, 49, { holds: true, isOver: true })).toEqual(firing)
    expect(at(clearing, 50, { isOver: true })).toEqual(IDLE)
  })

  it('a limit of nothing raises and clears at once', () => {
    const now = { forMs: 0, clearForMs: 0 }
    const firing = latchAfter(IDLE, { holds: true, isOver: false, ...now }, momentAt(5, 1))
    expect(firing.type).toBe('firing')
    expect(latchAfter(firing, { holds: false, isOver: true, ...now }, momentAt(6, 2))).toEqual(IDLE)
  })
})

describe('DueQueue', () => {
  it('yields what is due by time, then name, whatever was set and unset before', () => {
    const step = fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      at: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), fc.integer({ min: 0, max: 20 }), (steps, until) => {
        const queue = new DueQueue()
        const model = new Map<string, number>()
        for (const { name, at } of steps) {
          queue.set(name, at)
          if (at === undefined) model.delete(name)
          else model.set(name, at)
        }
        const expected = [...model]
          .filter(([, time]) => time <= until)
          .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
        const taken: [string, number][] = []
        for (let next = queue.take(until); next; next = queue.take(until)) taken.push([next.name, next.at])
        expect(taken).toEqual(expected)
        expect(queue.nextAt).toBe(
          [...model.values()]
            .filter((time) => time > until)
            .reduce<number | undefined>((a, b) => (a === undefined ? b : Math.min(a, b)), undefined),
        )
      }),
    )
  })
})

function at(state: LatchState, time: number, reading: { holds?: boolean; isOver?: boolean }): LatchState {
  return latchAfter(state, { holds: false, isOver: false, ...limits, ...reading }, momentAt(time, time))
}
