'use client'

import type { Churn, ServicesChurn } from '@portolan/contract'
import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { churnQuery, servicesChurnQuery } from '../../api/queries.ts'
import type { ApiAnswer } from '../../api/request.ts'
import { askedSteps } from '../../cluster/churn/asked-steps.ts'
import { useTimeWindow } from '../../time/use-time-window.ts'
import { keyOf } from './arrange-churn.ts'
import { stretchKey } from './stretch-key.ts'
import { type Causes, withRest } from './unexplained.ts'

/** So many are ranked: the most that one answer tells. */
const LIMIT = 1_000
/** Telling why costs more than telling what: of so many namespaces it is asked, those that churned most. */
const EXPLAINED_NAMESPACES = 6
const EXPLAIN_AGAIN_MS = 15_000

export interface ShownChurn {
  readonly ranking: ServicesChurn | undefined
  readonly total: Churn | undefined
  readonly error: Error | null
  readonly retry: () => void
}

/** Which Services churned in the stretch of time in the link, and all of it together. Of the present it is asked again and again. */
export function useChurn(namespaces: readonly string[]): ShownChurn {
  const { window, oldestAt, asked } = useTimeWindow()
  const { from, to, stripMs, chartMs, againMs } = askedSteps(window)
  const scope = { from, ...(to && { to }), ...(namespaces.length > 0 && { namespace: namespaces }) }
  // Before the server has told its time, a window that follows the present is a guess.
  const options = { enabled: oldestAt !== undefined || !window.isLive, refetchInterval: againMs ?? (false as const) }
  const ranking = useQuery({ ...servicesChurnQuery({ ...scope, step: stripMs, limit: LIMIT }), ...options })
  const total = useQuery({ ...churnQuery({ ...scope, step: chartMs }), ...options })
  const known = ranking.data?.body
  const explained = [...new Set(known?.services.map(({ namespace }) => namespace))].slice(0, EXPLAINED_NAMESPACES)
  const why = useQueries({
    queries: explained.map((namespace) => ({
      ...servicesChurnQuery({ ...scope, namespace: [namespace], step: stripMs, limit: LIMIT, causes: true }),
      refetchInterval: againMs === undefined ? (false as const) : Math.max(EXPLAIN_AGAIN_MS, againMs),
      retry: false,
    })),
    combine: allOrNone,
  })
  const stretch = stretchKey({ window, asked, namespaces })
  // Until those of the next step are told, the last ones of a stretch that moves along with the present stay.
  const [last, setLast] = useState<ToldCauses>()
  if (why && (why !== last?.of || stretch !== last.stretch)) {
    setLast({ of: why, stretch, byService: causesIn(why, from) })
  }
  const causes = last?.stretch === stretch ? last.byService : undefined
  return {
    ranking: useMemo(() => known && withCauses(known, causes), [known, causes]),
    total: total.data?.body,
    error: ranking.error ?? total.error,
    retry: () => {
      void ranking.refetch()
      void total.refetch()
    },
  }
}

/** Nothing while any of them is on its way; one that failed is left out. */
function allOrNone(answers: readonly UseQueryResult<ApiAnswer<ServicesChurn>>[]): readonly ServicesChurn[] | undefined {
  if (answers.some(({ isPending }) => isPending)) return undefined
  return answers.flatMap(({ data }) => data?.body ?? [])
}

type CausesByService = ReadonlyMap<string, Causes>

interface ToldCauses {
  readonly of: readonly ServicesChurn[]
  /** As `stretchKey` tells it. */
  readonly stretch: string
  readonly byService: CausesByService
}

/** By `namespace/name`; of what is told from later on only, nothing: the rest would look unexplained. */
function causesIn(answers: readonly ServicesChurn[], from: string): CausesByService {
  const whole = answers.flatMap((answer) =>
    answer.causesFrom !== undefined && answer.causesFrom <= from ? answer.services : [],
  )
  return new Map(whole.map((service) => [keyOf(service), withRest(service)] as const))
}

function withCauses(ranking: ServicesChurn, causes: CausesByService = new Map()): ServicesChurn {
  return {
    ...ranking,
    services: ranking.services.map((service) => {
      const told = causes.get(keyOf(service))
      return told ? { ...service, causes: told } : service
    }),
  }
}
