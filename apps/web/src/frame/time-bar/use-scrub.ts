'use client'

import { useIsFetching } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useServerNow } from '../../live/server-clock.ts'
import { instantText } from '../../time/instant.ts'
import { useAt } from '../../time/use-at.ts'
import { useShownTime } from '../../time/use-shown-time.ts'

/** Where the handle stands and how it is moved. */
export interface Scrub {
  /** Epoch ms under the handle: the instant wanted, else the one shown, else now. */
  readonly time: number
  readonly isLive: boolean
  /** The instant wanted is not on screen yet. */
  readonly isWaiting: boolean
  /** Want another instant; `undefined`: the present. The newest one wins. */
  readonly want: (time: number | undefined) => void
}

/**
 * Moves through time with one picture in the making: while an instant is read, the handle goes on and the last picture
 * stays; when it is there, the newest instant wanted is read next. Leaving the present leaves a way back to it. Whoever goes
 * elsewhere meanwhile (a key, a link, back) is not fetched back: what the handle wanted has lapsed.
 */
export function useScrub(): Scrub {
  const now = useServerNow()
  const { instant, text, goTo } = useAt()
  const wentTo = useRef(text)
  const shown = useShownTime()
  const isReading = useIsFetching({ predicate: ({ queryKey }) => queryKey.some(asksForAnInstant) }) > 0
  const [wanted, setWanted] = useState<number>()
  const isLive = instant === undefined

  useEffect(() => {
    if (text !== wentTo.current) {
      wentTo.current = text
      setWanted(undefined)
      return
    }
    if (wanted === undefined || isReading) return
    if (wanted === shown) return setWanted(undefined)
    const next = { time: wanted }
    wentTo.current = instantText(next)
    goTo(next, isLive ? 'push' : 'replace')
  }, [wanted, isReading, shown, isLive, text, goTo])

  const want = useCallback(
    (time: number | undefined) => {
      setWanted(time === undefined ? undefined : Math.round(time))
      if (time === undefined) goTo(undefined)
    },
    [goTo],
  )
  return {
    time: wanted ?? shown ?? now,
    isLive: isLive && wanted === undefined,
    isWaiting: wanted !== undefined || isReading,
    want,
  }
}

function asksForAnInstant(part: unknown): boolean {
  return typeof part === 'object' && part !== null && 'at' in part && part.at !== undefined
}
