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
  // Before the server has told its time, a window that follows the present is a guess.
  const isGuess = oldestAt === undefined
  const { from, to, stepMs, againMs } = useSettled(stepsFor(window), isGuess)
  const { data } = useQuery({
    ...markersQuery({
      from: new Date(from).toISOString(),
      ...(to !== undefined && { to: new Date(to).toISOString() }),
      step: stepMs,
      ...(namespaces.length > 0 && { namespace: namespaces }),
    }),
    enabled: !isGuess,
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

/** The first that is no guess counts at once. */
function useSettled(asked: StepsAsked, isGuess: boolean): StepsAsked {
  const key = JSON.stringify(asked)
  const [settled, setSettled] = useState<string>()
  useEffect(() => {
    if (isGuess || settled === key) return
    const timer = setTimeout(() => setSettled(key), settled === undefined ? 0 : SETTLED_MS)
    return () => clearTimeout(timer)
  }, [key, isGuess, settled])
  return useMemo(() => JSON.parse(settled ?? key) as StepsAsked, [settled, key])
}
