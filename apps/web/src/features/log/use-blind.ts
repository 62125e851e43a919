'use client'

import type { RecordedChange } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { markersQuery } from '../../api/queries.ts'
import { type BlindStretch, unwatched } from '../../time/blind-stretches.ts'
import type { LogFilter } from './log-url.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const NONE: readonly BlindStretch[] = []

/** Stretches in which changes of the kinds asked for may have gone unseen, since the oldest row that was read. */
export function useBlind(rows: readonly RecordedChange[], { kind, namespace, to }: LogFilter): readonly BlindStretch[] {
  const oldest = rows.at(-1)
  const from = oldest && Math.floor(Date.parse(oldest.observedAt) / HOUR_MS) * HOUR_MS
  const { data } = useQuery({
    ...markersQuery({
      from: new Date(from ?? 0).toISOString(),
      step: DAY_MS,
      ...(namespace && { namespace }),
      ...(to !== undefined && { to }),
    }),
    enabled: from !== undefined,
    staleTime: 10_000,
  })
  const gaps = data?.body.gaps
  return useMemo(() => (gaps ? unwatched(gaps, kind) : NONE), [gaps, kind])
}
