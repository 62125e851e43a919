'use client'

import { useEffect, useRef, useState } from 'react'
import type { Scrub } from './use-scrub.ts'

export const SPEEDS = [1, 10, 60] as const
export type Speed = (typeof SPEEDS)[number]

const TICK_MS = 250

/** Lets the past go by, so many seconds to a second; in the present it stops. */
export function usePlay({ time, isLive, want }: Scrub, now: number) {
  const [speed, setSpeed] = useState<Speed>(10)
  const [isWanted, setIsWanted] = useState(false)
  const isPlaying = isWanted && !isLive
  const latest = useRef({ time, now, want })
  useEffect(() => {
    latest.current = { time, now, want }
  })
  useEffect(() => {
    if (!isPlaying) return
    const timer = setInterval(() => {
      const { time: at, now: end, want: go } = latest.current
      const next = at + speed * TICK_MS
      go(next < end ? next : undefined)
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [isPlaying, speed])
  return {
    speed,
    isPlaying,
    nextSpeed: () => setSpeed(SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1),
    toggle: () => setIsWanted(!isPlaying),
  }
}
