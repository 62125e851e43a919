import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from '../errors.ts'
import { goOnAsking } from './go-on-asking.ts'

/**
 * Answers are kept for five minutes. What the server refused is not asked again; what it failed to answer is, three times before
 * it is said to have failed, and then every few seconds.
 */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 1_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 3 && !(error instanceof ApiProblem && error.status < 500),
      },
    },
  })
  goOnAsking(client)
  return client
}
