import type { QueryClient } from '@tanstack/react-query'
import { codeAndDetail, mayPass } from '../errors.ts'

const ASK_AGAIN_MS = 5_000

/**
 * What failed in a way that may pass is asked again every 5 s while it is on screen. It stays said to have failed until there
 * is an answer: asking again is not worth a flicker. Call it once for each client.
 */
export function goOnAsking(client: QueryClient): void {
  const failures = new WeakMap<object, Error>()
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return
    const { query, action } = event
    if (action.type === 'success') failures.delete(query)
    if (action.type === 'error' && query.state.error) {
      failures.set(query, query.state.error)
      if (mayPass(codeAndDetail(query.state.error).code)) {
        const asked = { queryKey: query.queryKey, exact: true, type: 'active' } as const
        setTimeout(() => void client.refetchQueries(asked), ASK_AGAIN_MS)
      }
    }
    const failure = failures.get(query)
    if (action.type === 'fetch' && failure && query.state.data === undefined) {
      query.setState({ status: 'error', error: failure })
    }
  })
}
