'use client'

import type { Markers } from '@portolan/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { type ChangesFilter, changesQuery } from '../../api/queries.ts'
import type { Instant } from '../../time/instant.ts'
import { revealIn } from '../../time/time-window.ts'
import { useAt } from '../../time/use-at.ts'
import { knowInstantTime } from '../../time/use-instant-time.ts'
import { useTimeWindow } from '../../time/use-time-window.ts'
import { type AwaitedStep, isStillAwaited } from './awaited-step.ts'
import { type BarScope, SEEN_KINDS } from './bar-scope.ts'
import { markInstants } from './mark-instants.ts'

export type Direction = 'earlier' | 'later'

/** Steps from change to change and from mark to mark, of what is on screen. */
export function useSteps(scope: BarScope, markers: Markers | undefined) {
  const queries = useQueryClient()
  const { instant, text: at, goTo } = useAt()
  const { window, now, hold } = useTimeWindow()
  const isStepping = useRef(false)
  const awaiting = useRef<AwaitedStep>(undefined)

  const show = useCallback(
    (next: Instant, time: number) => {
      goTo(next)
      const shown = revealIn(window, time, now)
      if (shown !== window) hold(shown, 'replace')
    },
    [goTo, hold, window, now],
  )
  const toChange = async (direction: Direction) => {
    awaiting.current = undefined
    if (isStepping.current || (direction === 'later' && instant === undefined)) return
    isStepping.current = true
    try {
      const question = changesQuery({ ...next(instant, direction), ...filterOf(scope) })
      const { body } = await queries.fetchQuery({ ...question, staleTime: 0 })
      const [change] = body.items
      if (change) {
        knowInstantTime(queries, change)
        show({ seq: change.seq }, Date.parse(change.observedAt))
      } else if (direction === 'later') goTo(undefined)
    } finally {
      isStepping.current = false
    }
  }
  const toMark = (direction: Direction, from: number) => {
    awaiting.current = markers === undefined ? { direction, from, at, since: performance.now() } : undefined
    if (markers === undefined) return
    const instants = markInstants(markers)
    const mark = direction === 'later' ? instants.find((time) => time > from) : instants.findLast((time) => time < from)
    if (mark !== undefined) show({ time: mark }, mark)
    else if (direction === 'later') goTo(undefined)
  }
  useEffect(() => {
    const step = awaiting.current
    if (step === undefined) return
    const isAwaited = isStillAwaited(step, { at, now: performance.now() })
    if (isAwaited && markers === undefined) return
    awaiting.current = undefined
    if (isAwaited) toMark(step.direction, step.from)
  })
  return { toChange, toMark }
}

function filterOf({ namespaces, service, object }: BarScope): ChangesFilter {
  return {
    ...(object === undefined
      ? { kind: service === undefined ? SEEN_KINDS : ['Service', 'EndpointSlice'] }
      : { kind: [object.kind], name: object.name }),
    ...(namespaces.length > 0 && { namespace: namespaces }),
  }
}

/** The one change before or after an instant; a place in the log steps within its millisecond too. */
function next(instant: Instant | undefined, direction: Direction): ChangesFilter {
  if (direction === 'earlier') {
    if (instant === undefined) return { order: 'desc', limit: 1 }
    const before = 'seq' in instant ? { before: instant.seq } : { to: new Date(instant.time).toISOString() }
    return { order: 'desc', limit: 1, ...before }
  }
  if (instant === undefined) return { order: 'asc', limit: 1 }
  const after = 'seq' in instant ? { after: instant.seq } : { from: new Date(instant.time + 1).toISOString() }
  return { order: 'asc', limit: 1, ...after }
}
