'use client'

import type { Markers } from '@portolan/contract'
import { useEffect, useRef, useState } from 'react'
import { skipQuiet } from './skip-quiet.ts'
import type { Scrub } from './use-scrub.ts'

const SPEEDS = [1, 10, 60] as const
export type Speed = (typeof SPEEDS)[number]

const TICK_MS = 250

interface Played {
  readonly scrub: Scrub
  readonly now: number
  /** Of the window shown: where nothing happened in it. */
  readonly markers: Markers | undefined
}

/** Lets the past go by, so many seconds to a second, without its quiet stretches if wanted; in the present it stops. */
export function usePlay({ scrub: { time, isLive, want }, now, markers }: Played) {
  const [speed, setSpeed] = useState<Speed>(10)
  const [isWanted, setIsWanted] = useState(false)
  const [isSkipping, setIsSkipping] = useState(false)
  const isPlaying = isWanted && !isLive
  const quiet = isSkipping ? markers : undefined
  const latest = useRef({ time, now, want, quiet })
  useEffect(() => {
    latest.current = { time, now, want, quiet }
  })
  useEffect(() => {
    if (!isPlaying) return
    const timer = setInterval(() => {
      const { time: at, now: end, want: go, quiet: known } = latest.current
      const next = skipQuiet(at + speed * TICK_MS, known)
      go(next < end ? next : undefined)
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [isPlaying, speed])
  return {
    speed,
    isPlaying,
    isSkipping,
    toggleSkipping: () => setIsSkipping(!isSkipping),
    nextSpeed: () => setSpeed(SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1),
    toggle: () => setIsWanted(!isPlaying),
  }
}
