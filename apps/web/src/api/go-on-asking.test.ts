import { notifyManager, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiProblem, ServerUnreachable } from '../errors.ts'
import { goOnAsking } from './go-on-asking.ts'
import { createQueryClient } from './query-client.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What one who looks at the screen sees, each different sight once. */
function looking(answer: () => Promise<string>) {
  const queryFn = vi.fn(answer)
  const client = createQueryClient()
  goOnAsking(client)
  const observer = new QueryObserver<string, Error>(client, {
    queryKey: ['/services'],
    queryFn,
    retry: false,
  })
  const seen: string[] = []
  const look = () => {
    const { data, error } = observer.getCurrentResult()
    const sight = data ?? error?.message ?? 'nothing yet'
    if (seen.at(-1) !== sight) seen.push(sight)
  }
  // As React looks: once for each batch of news.
  const leave = observer.subscribe(notifyManager.batchCalls(look))
  const tryAgain = () => void observer.refetch()
  return { seen, leave, tryAgain, asked: () => queryFn.mock.calls.length }
}

test('what failed is asked again by itself, and is said to have failed until there is an answer', async () => {
  let isUp = false
  const { seen, asked } = looking(async () => {
    if (isUp) return 'the answer'
    throw new ApiProblem({ code: 'store-failed', status: 500, detail: 'disk' })
  })
  await vi.advanceTimersByTimeAsync(11_000)
  expect([asked(), seen]).toEqual([3, ['disk']])
  isUp = true
  await vi.advanceTimersByTimeAsync(5_000)
  expect([asked(), seen]).toEqual([4, ['disk', 'the answer']])
})

test('who tries again by hand adds one request, and no more that come by themselves', async () => {
  const { tryAgain, asked } = looking(() => Promise.reject(new ServerUnreachable('/api/v1/services')))
  await vi.advanceTimersByTimeAsync(2_000)
  tryAgain()
  await vi.advanceTimersByTimeAsync(14_000)
  expect(asked()).toBe(5)
})

test('nobody asks again for what nobody looks at, nor for what was refused', async () => {
  const left = looking(() => Promise.reject(new ServerUnreachable('/api/v1/services')))
  await vi.advanceTimersByTimeAsync(1)
  left.leave()
  const refused = looking(() => Promise.reject(new ApiProblem({ code: 'not-found', status: 404, detail: 'none' })))
  await vi.advanceTimersByTimeAsync(60_000)
  expect([left.asked(), refused.asked()]).toEqual([1, 1])
})
