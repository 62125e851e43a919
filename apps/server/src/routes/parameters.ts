import { WATCHED_RESOURCES, type WatchedKind } from '@portolan/domain'
import { z } from 'zod'
import { UnknownKindError } from '../errors.ts'
import { closestName } from '../plugins/closest-name.ts'

/** May be given more than once: `namespace=a&namespace=b`. */
export const repeatable = z
  .union([z.string().min(1), z.array(z.string().min(1)).max(1000)])
  .transform((value) => [...new Set([value].flat())])

/** Some of these words; each may be given once: `state=firing&state=acknowledged`. */
export function oneOrMore<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.union([z.enum(words), z.array(z.enum(words))]).transform((value) => [...new Set([value].flat())])
}

/** Query parameters that mean the same on every path. */
export const parameters = {
  at: z
    .string()
    .describe('Instant: RFC 3339, epoch milliseconds, or `seq:N` (just after that change). Default: now')
    .optional(),
  from: z.string().describe('Begin of the range, included: an instant as in `at`; `seq:N` begins after N').optional(),
  to: z.string().describe('End of the range, excluded: an instant as in `at`; `seq:N` ends with N').optional(),
  namespaces: repeatable.describe('Only these namespaces; repeatable').optional(),
  kinds: repeatable.describe('Only these kinds, as the API spells them; repeatable').optional(),
  name: z.string().min(1).max(253).describe('Only this name').optional(),
  search: z.string().min(1).max(200).describe('Words to find').optional(),
  detail: z
    .enum(['endpoints', 'services'])
    .default('endpoints')
    .describe('`services` ends at the Services, which carry the counts of their endpoints'),
  step: z
    .string()
    .describe(
      'Length of a step: milliseconds, or `500ms`, `10s`, `1m`, `1h`, `1d`; default: a round one, 200 steps at most',
    )
    .optional(),
  causes: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .describe('`true` tells why: what cost nobody asked for is not paid')
    .optional(),
  limit: z.coerce.number().int().min(1).max(1000).describe('Items of a page, at most 1,000').optional(),
  cursor: z.string().min(1).max(600).describe('`next` of the page before').optional(),
} as const

/** A page without `limit`. */
export const DEFAULT_LIMIT = 100

/** @throws {UnknownKindError} a kind Portolan does not watch, naming the one that may be meant */
export function watchedKinds(kinds: readonly string[] | undefined): readonly WatchedKind[] | undefined {
  return kinds?.map(watchedKind)
}

/** @throws {UnknownKindError} */
export function watchedKind(kind: string): WatchedKind {
  const known: readonly WatchedKind[] = WATCHED_RESOURCES.map((resource) => resource.kind)
  const found = known.find((candidate) => candidate === kind)
  if (found !== undefined) return found
  const closest = closestName(kind, known)
  throw new UnknownKindError(
    `Portolan does not watch a kind ${kind}: ${closest === undefined ? `it watches ${known.join(', ')}` : `did you mean ${closest}?`}`,
  )
}
