import { QueryClient } from '@tanstack/react-query'
import { mayPass } from '../errors.ts'

/** Answers are kept for five minutes; what the server refused is not asked again, what it failed to answer is, three times. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 1_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 3 && mayPass(error),
      },
    },
  })
}
