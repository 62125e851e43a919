import type { HistoryReader } from '@portolan/pipeline/ports'
import { NotObservedError } from '../errors.ts'

/**
 * For answers that are empty both for a Service without history and for one that never was.
 *
 * @throws {NotObservedError} the log knows no Service of that name and no endpoint of one
 */
export async function requireObservedService(
  reader: HistoryReader,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Promise<void> {
  const query = { kinds: ['Service'], namespaces: [namespace], name, order: 'asc', limit: 1 } as const
  const changes = await reader.changes(query)
  if (changes.length > 0) return
  const { intervals, windows } = await reader.ledger(`${namespace}/${name}`, {})
  if (intervals.length > 0 || windows.length > 0) return
  throw new NotObservedError(`Service ${namespace}/${name} was never observed: check its name and namespace.`)
}
