import { z } from 'zod'
import { Timestamp } from './primitives.ts'

/** One object that was found, and by what. */
export const SearchHit = z
  .object({
    kind: z.string(),
    namespace: z.string().nullable(),
    name: z.string(),
    by: z
      .enum(['name', 'address', 'node-port', 'host'])
      .describe('what of it was found: its name, an IP of it, a node port, or a host of one of its rules'),
    text: z.string().describe('the whole name, address, port or host that was found'),
  })
  .meta({ id: 'SearchHit' })
export type SearchHit = z.infer<typeof SearchHit>

export const SearchAnswer = z
  .object({
    at: Timestamp,
    seq: z.int(),
    kinds: z
      .array(
        z.object({
          kind: z.string(),
          found: z.int().describe('how many objects of the kind were found, told or not'),
          hits: z.array(SearchHit).describe('the best of them, best first'),
        }),
      )
      .describe('kinds with something found, the one with the best hit first'),
    unread: z
      .array(z.string())
      .describe('kinds that could not be searched, for they may not be read or are being read'),
  })
  .meta({ id: 'SearchAnswer' })
export type SearchAnswer = z.infer<typeof SearchAnswer>
