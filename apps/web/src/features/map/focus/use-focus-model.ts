'use client'

import type { ServiceDetail, Topology } from '@portolan/contract'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { topologyQuery } from '../../../api/queries.ts'
import type { ApiAnswer } from '../../../api/request.ts'
import { useAt } from '../../../time/use-at.ts'
import { type FocusModel, focusModel } from './focus-model.ts'

/** Owners, Nodes and policies change more seldom than endpoints, and are more to read. */
const READ_AGAIN_MS = 5_000
/** Far enough to come from the Service to what made its Pods, and from there to what scales that. */
const DEPTH = 2
const MOST_OWNERS = 6
const NOTHING: Pick<Topology, 'nodes' | 'edges'> = { nodes: [], edges: [] }

/** One Service to its last endpoint, now or at the instant in the link: endpoints at once, what is around them once it is read. */
export function useFocusModel(key: string, detail: ServiceDetail | undefined): FocusModel | undefined {
  const { text: at } = useAt()
  const around = (focus: string) => ({
    ...topologyQuery({ focus, depth: DEPTH, ...(at !== undefined && { at }) }),
    ...(at === undefined && { refetchInterval: READ_AGAIN_MS, staleTime: 0 }),
  })
  const { data } = useQuery(around(key))
  const owners = useMemo(() => ownersIn(data?.body ?? NOTHING), [data])
  const combine = useCallback((answers: readonly Answer[]) => answers.flatMap(({ data }) => data?.body ?? []), [])
  const beyond = useQueries({ queries: owners.map(around), combine })
  return useMemo(() => {
    if (detail === undefined) return undefined
    const all = [...(data ? [data.body] : []), ...beyond]
    return focusModel(detail, {
      nodes: all.flatMap(({ nodes }) => nodes),
      edges: all.flatMap(({ edges }) => edges),
    })
  }, [detail, data, beyond])
}

interface Answer {
  readonly data: ApiAnswer<Topology> | undefined
}

/** Who made the Pods that are near, the first few. */
function ownersIn({ edges }: Pick<Topology, 'edges'>): string[] {
  const owners = edges.filter(({ relation, from }) => relation === 'owner' && from.startsWith('Pod/'))
  return [...new Set(owners.map(({ to }) => to))].sort().slice(0, MOST_OWNERS)
}
