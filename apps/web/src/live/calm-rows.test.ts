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
