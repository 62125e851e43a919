import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ServiceNews } from '../live/service-news.ts'
import { aService, aSlice } from '../testing/objects.ts'
import { World } from '../testing/world.ts'
import { ChurnBook } from './churn-book.ts'
import { CHURN_WINDOW_MS, churnBefore } from './churn-instants.ts'

const state = fc.constantFrom('ready' as const, 'unready' as const, 'terminating' as const)
const slice = fc.dictionary(fc.constantFrom('a', 'b', 'c'), state).map((states) => aSlice('web', states))
/** Versions of one slice that are committed together, and how long it takes until then. */
const commits = fc.array(
  fc.record({ waitMs: fc.integer({ min: 0, max: 200_000 }), slices: fc.array(slice, { minLength: 1, maxLength: 4 }) }),
  { maxLength: 12 },
)

describe('churn', () => {
  test('counted as it happens it is what the ledger says, however changes are gathered into commits', async () => {
    await fc.assert(
      fc.asyncProperty(slice, commits, async (first, rest) => {
        const world = new World()
        world.putInitially(aService('web'), first)
        const news = new ServiceNews(world.recording, world.clock)
        for (const { waitMs, slices } of rest) {
          world.clock.time += waitMs
          world.put(...slices)
          const now = world.clock.now()
          const { intervals } = await world.reader.ledger('shop/web', { from: now - CHURN_WINDOW_MS, to: now + 1 })
          expect(news.churnOf('shop/web')).toBe(churnBefore(now, intervals))
        }
      }),
      { numRuns: 200 },
    )
  })

  test('slices that are deleted and come back are told of exactly', () => {
    const world = new World()
    world.putInitially(aService('web'), aSlice('web', { a: 'ready' }))
    const news = new ServiceNews(world.recording, world.clock)
    world.remove(aSlice('web', {}))
    world.put(aSlice('web', { a: 'ready', b: 'unready' }))
    expect(news.churnOf('shop/web')).toBe(3)
  })
})

describe('ChurnBook', () => {
  test('forgets what is older than five minutes, and says whose it was', () => {
    const book = new ChurnBook()
    book.note('shop/web', 0)
    book.note('shop/api', 1)
    book.note('shop/web', 2)
    expect([...book.expire(CHURN_WINDOW_MS)]).toEqual(['shop/web'])
    expect([book.of('shop/web'), book.of('shop/api'), book.of('shop/none')]).toEqual([1, 1, 0])
    expect([...book.expire(CHURN_WINDOW_MS + 2)]).toEqual(['shop/api', 'shop/web'])
    expect(book.signature).toBe('')
  })

  test('what is recalled goes before what was noted', () => {
    const book = new ChurnBook()
    book.note('shop/web', 10)
    book.recall([
      { service: 'shop/api', time: 5 },
      { service: 'shop/web', time: 3 },
    ])
    expect([book.of('shop/web'), book.of('shop/api')]).toEqual([2, 1])
    expect([...book.expire(CHURN_WINDOW_MS + 5)].sort()).toEqual(['shop/api', 'shop/web'])
    expect(book.of('shop/web')).toBe(1)
  })

  test('holds two hundred thousand at most', () => {
    const book = new ChurnBook()
    for (let index = 0; index < 200_100; index++) book.note(`shop/${index % 2}`, index)
    expect(book.of('shop/0') + book.of('shop/1')).toBe(200_000)
  })
})
