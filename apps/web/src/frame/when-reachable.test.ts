import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchMissingPieces } from './missing-pieces.ts'
import { whenReachable } from './when-reachable.ts'

beforeEach(() => {
  vi.useFakeTimers()
  const window = new EventTarget()
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const) {
    vi.stubGlobal(name, window[name].bind(window))
  }
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const missing = () => Promise.reject(Object.assign(new Error('Failed to load chunk'), { name: 'ChunkLoadError' }))

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

test('a piece that the server has no more, though it answers, is given up and told once', async () => {
  let [tries, told, isAnswering] = [0, 0, false]
  const stop = watchMissingPieces(
    () => {
      told += 1
    },
    async () => isAnswering,
  )
  const load = () => {
    tries += 1
    return missing()
  }
  void whenReachable(load)
  await vi.advanceTimersByTimeAsync(60_000)
  expect([tries, told]).toEqual([31, 0])
  isAnswering = true
  await vi.advanceTimersByTimeAsync(60_000)
  expect([tries, told]).toEqual([35, 1])
  stop()
})
