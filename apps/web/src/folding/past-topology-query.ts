'use client'

import type { Topology } from '@portolan/contract'
import { queryOptions } from '@tanstack/react-query'
import { noteCall } from '../api/call-registry.ts'
import { topologyQuery } from '../api/queries.ts'
import { type ApiAnswer, request } from '../api/request.ts'
import { type Instant, instantText } from '../time/instant.ts'
import { folding } from './folding-client.ts'

/** A scrub passes through sixty of them in a second, and to fold one again costs less than to keep it. */
const FOLDED_KEPT_MS = 2_000

/** `topologyQuery` of an instant in some namespaces, which needs no server where the window is at hand. */
export function pastTopologyQuery(namespaces: readonly string[], instant: Instant) {
  const query = { namespace: namespaces, detail: 'services', at: instantText(instant) } as const
  const asked = topologyQuery(query)
  if (!('time' in instant) || !folding.has(namespaces, instant.time)) return asked
  return queryOptions<ApiAnswer<Topology>, Error>({
    ...asked,
    gcTime: FOLDED_KEPT_MS,
    queryFn: async ({ signal }) => {
      const body = await folding.topologyAt(namespaces, instant.time)
      if (body !== undefined) return { body, seq: body.seq }
      return request<Topology>({ path: '/topology', query }, { signal, report: noteCall })
    },
  })
}
