'use client'

import type { Markers } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { markersQuery } from '../../api/queries.ts'
import { type StepsAsked, stepsFor } from '../../time/steps-for.ts'
import type { ShownWindow } from '../../time/use-time-window.ts'
import type { BarScope } from './bar-scope.ts'

/** A wheel passes through many windows; the one it stops at is asked for. */
const SETTLED_MS = 150

/** What happened in the window, step by step; what was read last stays while it moves. */
export function useMarkers({ window, oldestAt }: ShownWindow, { namespaces, service }: BarScope): Markers | undefined {
  const { from, to, stepMs, againMs } = useSettled(stepsFor(window))
  const { data } = useQuery({
    ...markersQuery({
      from: new Date(from).toISOString(),
      ...(to !== undefined && { to: new Date(to).toISOString() }),
      step: stepMs,
      ...(namespaces.length > 0 && { namespace: namespaces }),
    }),
    // Before the server has told its time, a window that follows the present is a guess.
    enabled: oldestAt !== undefined,
    refetchInterval: againMs ?? false,
  })
  const markers = data?.body
  return useMemo(
    () =>
      markers && service !== undefined
        ? { ...markers, zeroReady: markers.zeroReady.filter(({ name }) => name === service) }
        : markers,
    [markers, service],
  )
}

function useSettled(asked: StepsAsked): StepsAsked {
  const key = JSON.stringify(asked)
  const [settled, setSettled] = useState({ key, asked })
  useEffect(() => {
    if (settled.key === key) return
    const timer = setTimeout(() => setSettled({ key, asked: JSON.parse(key) as StepsAsked }), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [key, settled])
  return settled.asked
}
