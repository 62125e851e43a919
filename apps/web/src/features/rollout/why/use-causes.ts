'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ledgerCausesQuery } from '../../../api/queries.ts'
import { type Transition, transitionsOf } from '../../../cluster/transitions.ts'
import { useShownTime } from '../../../time/use-shown-time.ts'
import type { RolloutPicture } from '../model/rollout-picture.ts'

/** Causes settle seconds after the change they explain. */
const READ_AGAIN_MS = 5_000
const SETTLE_MS = 15_000

/** Why endpoints of the Service shown were gained and lost, from the request to the end or the instant shown; `undefined` until it is known. */
export function useCauses({ rollout, service }: RolloutPicture): readonly Transition[] | undefined {
  const [namespace = '', name = ''] = service?.split('/') ?? []
  const { requestedAt, endedAt } = rollout
  const shown = useShownTime()
  const end = endedAt === null ? shown : Date.parse(endedAt)
  const to = end === undefined ? undefined : new Date(end + SETTLE_MS).toISOString()
  const { data } = useQuery({
    ...ledgerCausesQuery(namespace, name, { from: requestedAt, ...(to !== undefined && { to }) }),
    enabled: service !== undefined,
    refetchInterval: end === undefined ? READ_AGAIN_MS : false,
  })
  const isOfService = data?.body.namespace === namespace && data.body.name === name
  return useMemo(
    () =>
      data && isOfService
        ? transitionsOf(data.body.intervals, {
            from: Date.parse(requestedAt),
            to: end ?? Number.POSITIVE_INFINITY,
          })
        : undefined,
    [data, isOfService, requestedAt, end],
  )
}
