import type { Query, QueryClient } from '@tanstack/react-query'
import { mayPass } from '../errors.ts'

const ASK_AGAIN_MS = 5_000

/**
 * What failed in a way that may pass is asked again every 5 s while it is on screen. It stays said to have failed until there
 * is an answer: asking again is not worth a flicker. However often it fails meanwhile, one more time is waited for. Call it once
 * for each client.
 */
export function goOnAsking(client: QueryClient): void {
  const failures = new WeakMap<object, Error>()
  const waiting = new WeakSet<object>()
  const note = (query: Query<unknown, Error>) => {
    const { error } = query.state
    if (!error) return
    failures.set(query, error)
    if (!mayPass(error) || waiting.has(query)) return
    waiting.add(query)
    setTimeout(() => askAgain(query), ASK_AGAIN_MS)
  }
  const askAgain = (query: Query<unknown, Error>) => {
    waiting.delete(query)
    if (failures.has(query)) void client.refetchQueries({ queryKey: query.queryKey, exact: true, type: 'active' })
  }
  for (const query of client.getQueryCache().getAll()) note(query)
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return
    const { query, action } = event
    if (action.type === 'success') failures.delete(query)
    if (action.type === 'error') note(query)
    const failure = failures.get(query)
    if (action.type === 'fetch' && failure && query.state.data === undefined) {
      query.setState({ status: 'error', error: failure })
    }
  })
}
