import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CalmRows } from './calm-rows.ts'
import { KeyedStore } from './keyed-store.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a storm of changes renews the rows at once, then once per interval, and the last change is never lost', () => {
  const store = new KeyedStore<{ key: string; ready: number }>(({ key }) => key)
  const calm = new CalmRows(store, 1_000)
  const seen: number[] = []
  const stop = calm.subscribe(() => seen.push(calm.rows()[0]?.ready ?? -1))
  for (let ready = 0; ready < 50; ready++) {
    store.apply({ isReplacement: false, rows: [{ key: 'web', ready }], gone: [] })
    vi.advanceTimersByTime(30)
  }
  vi.advanceTimersByTime(5_000)
  expect(seen).toEqual([0, 33, 49])
  stop()
  store.apply({ isReplacement: false, rows: [{ key: 'web', ready: 99 }], gone: [] })
  vi.advanceTimersByTime(5_000)
  expect(seen).toEqual([0, 33, 49])
})

test('while held, renewing waits, but not for ever', () => {
  const store = new KeyedStore<{ key: string; ready: number }>(({ key }) => key)
  let isHeld = true
  const calm = new CalmRows(store, 1_000, () => isHeld)
  const seen: number[] = []
  const stop = calm.subscribe(() => seen.push(calm.rows()[0]?.ready ?? -1))
  const put = (ready: number) => store.apply({ isReplacement: false, rows: [{ key: 'web', ready }], gone: [] })
  put(1)
  vi.advanceTimersByTime(3_900)
  expect(seen).toEqual([])
  vi.advanceTimersByTime(400)
  expect(seen).toEqual([1])
  put(2)
  vi.advanceTimersByTime(1_500)
  expect(seen).toEqual([1])
  isHeld = false
  vi.advanceTimersByTime(200)
  expect(seen).toEqual([1, 2])
  stop()
})
