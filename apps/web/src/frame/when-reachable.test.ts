import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whenReachable } from './when-reachable.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a piece of the page that cannot be loaded is tried again until it comes', async () => {
  let tries = 0
  const loaded = whenReachable(async () => {
    tries += 1
    if (tries < 3) throw Object.assign(new Error('Failed to load chunk'), { name: 'ChunkLoadError' })
    return 'here'
  })
  await vi.advanceTimersByTimeAsync(4_000)
  expect([await loaded, tries]).toEqual(['here', 3])
})

test('a fault of what was loaded is no matter of trying again', async () => {
  await expect(whenReachable(() => Promise.reject(new RangeError('broken')))).rejects.toThrow('broken')
})
