import type { ChangesQuery } from '@portolan/pipeline/ports'
import { instantRange } from '../reading/instant-range.ts'
import type { Logbook } from '../reading/logbook.ts'
import { watchedKinds } from './parameters.ts'

/** What narrows a part of the log, as requests write it. */
export interface ChangeFilters {
  readonly after?: number | undefined
  readonly before?: number | undefined
  readonly order: 'asc' | 'desc'
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly kind?: readonly string[] | undefined
  readonly namespace?: readonly string[] | undefined
  readonly name?: string | undefined
}

type Query = Omit<ChangesQuery, 'limit'>

/**
 * The part of the log that is meant.
 *
 * @throws {RequestError} a filter says nothing the log knows, or asks for what has not come yet
 */
export async function changesQuery(filters: ChangeFilters, logbook: Logbook): Promise<Query> {
  const kinds = watchedKinds(filters.kind)
  const range = await seqRange(filters, logbook)
  return {
    order: filters.order,
    ...range,
    ...(filters.namespace !== undefined && { namespaces: filters.namespace }),
    ...(kinds !== undefined && { kinds }),
    ...(filters.name !== undefined && { name: filters.name }),
  }
}

/** `from` and `to` narrow by time or by place; by place as well as `after` and `before`, the narrower one counts. */
async function seqRange(
  filters: ChangeFilters,
  logbook: Logbook,
): Promise<Pick<Query, 'after' | 'before' | 'from' | 'to'>> {
  const { from, to } = await instantRange(filters, logbook)
  if (filters.after !== undefined) logbook.requirePast({ seq: filters.after }, 'after')
  const after = Math.max(filters.after ?? 0, from !== undefined && 'seq' in from ? from.seq : 0)
  const before = Math.min(filters.before ?? Infinity, to !== undefined && 'seq' in to ? to.seq + 1 : Infinity)
  return {
    ...(after > 0 && { after }),
    ...(before !== Infinity && { before }),
    ...(from !== undefined && 'time' in from && { from: from.time }),
    ...(to !== undefined && 'time' in to && { to: to.time }),
  }
}
