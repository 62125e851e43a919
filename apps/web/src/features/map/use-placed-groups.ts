'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { placementQuery } from '../../api/chart-queries.ts'
import { codeAndDetail } from '../../errors.ts'
import { useAt } from '../../time/use-at.ts'
import type { Grouping } from './layout/grouping.ts'
import { groupsByPlace, type PlacedGroups } from './scene/group-endpoints.ts'

/** While live, where endpoints are is read again after this long. */
const READ_AGAIN_MS = 2_000

const NOT_KNOWN_YET: PlacedGroups = new Map()

export interface Grouped {
  /** Absent: by revision, which every Service tells itself. */
  readonly groups: PlacedGroups | undefined
  /** Why endpoints cannot be grouped so here; they are then grouped by revision. */
  readonly refused: string | undefined
}

/** On which Nodes, or in which zones, endpoints are, where that is what the reader groups them by; now, or then. */
export function usePlacedGroups(namespaces: readonly string[], grouping: Grouping): Grouped {
  const { text: at } = useAt()
  const query = placementQuery({
    ...(namespaces.length > 0 && { namespace: namespaces }),
    ...(at !== undefined && { at }),
  })
  const { data, error } = useQuery({
    ...query,
    enabled: grouping !== 'revision',
    retry: 1,
    ...(at === undefined && { staleTime: 0, refetchInterval: READ_AGAIN_MS }),
  })
  return useMemo(() => {
    if (grouping === 'revision') return { groups: undefined, refused: undefined }
    const refused = error === null ? undefined : codeAndDetail(error).detail
    return { groups: refused ? undefined : data ? groupsByPlace(data.body, grouping) : NOT_KNOWN_YET, refused }
  }, [data, error, grouping])
}
